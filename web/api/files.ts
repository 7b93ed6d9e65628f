// Photos and documents: sent before the act that names them.
import { write } from "./client";

export const fileAddress = (id: string): string => `/api/files/${id}`;
export const thumbAddress = (id: string): string => `/api/files/${id}/thumbnail`;

export async function upload(file: Blob, act: string, name = "photo.jpg"): Promise<string> {
    const form = new FormData();
    form.append("file", file, name);
    const answer = await write<{ id: string }>("POST", "/api/files", { form, act });
    return answer.data.id;
}
