// Photos and documents: sent before the act that names them.
import type { InjectionKey, Ref } from "vue";
import type { Photos, Values } from "@/fields/field";
import { newAct } from "./act";
import { address, write } from "./client";

// Whoever follows a case sees its photos by their code; a page that knows one provides it.
export const followCode: InjectionKey<Ref<string>> = Symbol("followCode");
export const fileAddress = (id: string, code: string): string =>
    address(`/api/files/${id}`, { code });
export const thumbAddress = (id: string, code: string): string =>
    address(`/api/files/${id}`, { size: "small", code });

// Each photo is sent under one act id however often it is tried, and once it is there, never again.
const acts = new WeakMap<Blob, string>();
const sent = new WeakMap<Blob, string>();

export async function upload(photo: Blob): Promise<string> {
    const known = sent.get(photo);
    if (known) return known;
    const act = acts.get(photo) ?? newAct();
    acts.set(photo, act);
    const form = new FormData();
    form.append("file", photo, "photo.jpg");
    const answer = await write<{ id: string }>("POST", "/api/files", { form, act });
    sent.set(photo, answer.data.id);
    return answer.data.id;
}

// The values with the ids of their photos, which are sent first.
export async function withPhotos(values: Values, photos: Photos): Promise<Values> {
    const whole: Values = { ...values };
    for (const [name, blobs] of Object.entries(photos)) {
        if (blobs.length === 0) continue;
        const ids: string[] = [];
        for (const blob of blobs) ids.push(await upload(blob));
        whole[name] = ids;
    }
    return whole;
}
