// A workbook of a few megabytes of which one part inflates to gigabytes. The same block of packed
// bytes is repeated: after a full flush nothing refers to what came before it.
import { constants, crc32, deflateRawSync } from "node:zlib";

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const relations = "http://schemas.openxmlformats.org/package/2006/relationships";

function related(...targets: [kind: string, target: string][]): string {
    const all = targets.map(
        ([kind, target]) =>
            `<Relationship Id="${kind}" Type="${kinds}/${kind}" Target="${target}"/>`,
    );
    return `<Relationships xmlns="${relations}">${all.join("")}</Relationships>`;
}

const parts: Record<string, string> = {
    "_rels/.rels": related(["officeDocument", "xl/workbook.xml"]),
    "xl/workbook.xml":
        `<workbook xmlns="${main}" xmlns:r="${kinds}">` +
        '<sheets><sheet name="a" sheetId="1" r:id="worksheet"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": related(
        ["worksheet", "worksheets/sheet1.xml"],
        ["sharedStrings", "sharedStrings.xml"],
    ),
    "xl/worksheets/sheet1.xml":
        `<worksheet xmlns="${main}"><sheetData>` +
        '<row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>',
    "xl/sharedStrings.xml": `<sst xmlns="${main}"><si><t>姓名</t></si></sst>`,
};

interface Packed {
    bytes: Buffer;
    size: number;
    sum: number;
}

function packed(text: string): Packed {
    return { bytes: deflateRawSync(text), size: Buffer.byteLength(text), sum: crc32(text) };
}

function flushed(text: string): Buffer {
    return deflateRawSync(text, { finishFlush: constants.Z_FULL_FLUSH });
}

// `part` goes on for so many MiB: rows of the sheet, or strings.
export function bomb(part: string, mebibytes: number): Buffer {
    const all = new Map(Object.entries(parts).map(([name, text]) => [name, packed(head + text)]));
    const is_sheet = part.includes("worksheets");
    const begin = is_sheet ? `<worksheet xmlns="${main}"><sheetData>` : `<sst xmlns="${main}">`;
    const one = is_sheet ? "<row><c><v>1</v></c></row>" : "<si><t>楼</t></si>";
    const block = flushed(one.repeat(Math.floor((1 << 20) / Buffer.byteLength(one))));
    const bytes = Buffer.concat([flushed(head + begin), ...Array<Buffer>(mebibytes).fill(block)]);
    all.set(part, { bytes, size: 1000, sum: 0 }); // it lies about its size
    return zip(all);
}

function zip(parts: Map<string, Packed>): Buffer {
    const locals: Buffer[] = [];
    const entries: Buffer[] = [];
    let offset = 0;
    for (const [name, { bytes, size, sum }] of parts) {
        const local = Buffer.alloc(30 + name.length);
        local.write("PK\x03\x04", "latin1");
        local.writeUInt16LE(8, 8); // deflated
        local.writeUInt32LE(sum, 14);
        local.writeUInt32LE(bytes.length, 18);
        local.writeUInt32LE(size, 22);
        local.writeUInt16LE(name.length, 26);
        local.write(name, 30);
        const entry = Buffer.alloc(46 + name.length);
        entry.write("PK\x01\x02", "latin1");
        local.copy(entry, 6, 4, 30);
        entry.writeUInt32LE(offset, 42);
        entry.write(name, 46);
        locals.push(local, bytes);
        entries.push(entry);
        offset += local.length + bytes.length;
    }
    const directory = Buffer.concat(entries);
    const end = Buffer.alloc(22);
    end.write("PK\x05\x06", "latin1");
    end.writeUInt16LE(parts.size, 8);
    end.writeUInt16LE(parts.size, 10);
    end.writeUInt32LE(directory.length, 12);
    end.writeUInt32LE(offset, 16);
    return Buffer.concat([...locals, directory, end]);
}
