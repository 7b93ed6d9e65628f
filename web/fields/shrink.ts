// Makes a photo fit to be sent over a phone's network: at most 1600 pixels on its longer side,
// JPEG. Drawing it anew also leaves behind where and with what it was taken.
const longest_side = 1600;

export async function shrink(file: Blob): Promise<Blob | null> {
    const image = await createImageBitmap(file).catch(() => null);
    if (!image) return null;
    const scale = Math.min(1, longest_side / Math.max(image.width, image.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(image.width * scale);
    canvas.height = Math.round(image.height * scale);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    image.close();
    return new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.82));
}
