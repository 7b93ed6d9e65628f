// The sheets that fill the office of the measurements: as many people as asked, three to a home, in
// communities of twelve thousand, grids of a thousand, buildings with four stairwells.
import { createWriteStream } from "node:fs";
import { once } from "node:events";

const surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹";
const given = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英华玉萍红建国志文海燕春梅";
const digit_weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

const pick = (from: string, number: number): string => from[number % from.length]!;

// GB 11643, in a region that is nobody's.
function id_number(sequence: number): string {
    const day = new Date(Date.UTC(1935, 0, 1) + Math.floor(sequence / 999) * 86_400_000);
    const born = day.toISOString().slice(0, 10).replaceAll("-", "");
    const digits = `999901${born}${String((sequence % 999) + 1).padStart(3, "0")}`;
    const sum = digit_weights.reduce((all, weight, at) => all + weight * Number(digits[at]), 0);
    return digits + "10X98765432"[sum % 11];
}

interface Home {
    community: string;
    grid: string;
    estate: string;
    building: number;
    stairwell: number;
    room: string;
}

// One for each grid, without a digit in its name: 临里东苑.
const estate_of = (grid: number): string =>
    pick("临澄和望柳荷桂枫", grid) +
    pick("里浪风潮浦塘江林", grid >> 3) +
    pick("东南西北上中下前", grid >> 6) +
    pick("苑园居庭坊院舍庄", grid >> 9);

function home(number: number): Home {
    const community = Math.floor(number / 4000);
    const grid = Math.floor(number / 333);
    const building = Math.floor(number / 96);
    const within = number % 96;
    return {
        community: `第${community + 1}社区`,
        grid: `第${grid + 1}网格`,
        estate: estate_of(grid),
        building: (building % 40) + 1,
        stairwell: Math.floor(within / 24) + 1,
        room: `${Math.floor((within % 24) / 4) + 1}0${(within % 4) + 1}`,
    };
}

async function write_lines(file: string, lines: Iterable<string>): Promise<void> {
    const out = createWriteStream(file);
    for (const line of lines) {
        if (!out.write(line + "\n")) await once(out, "drain");
    }
    out.end();
    await once(out, "finish");
}

function* place_lines(people: number): Generator<string> {
    yield "社区,网格";
    const homes = Math.ceil(people / 3);
    for (let number = 0; number < homes; number += 333) {
        const { community, grid } = home(number);
        yield `${community},${grid}`;
    }
}

function* house_lines(people: number): Generator<string> {
    yield "社区,网格,小区,楼幢,楼道,房屋";
    const homes = Math.ceil(people / 3);
    for (let number = 0; number < homes; ++number) {
        const { community, grid, estate, building, stairwell, room } = home(number);
        yield [community, grid, estate, `${building}幢`, `${stairwell}单元`, room].join(",");
    }
}

function* people_lines(people: number, first: number): Generator<string> {
    yield "姓名,身份证号,联系电话,社区,网格,小区,楼幢,单元,室号,户编号,与户主关系";
    const relations = ["户主", "配偶", "子"];
    for (let number = first; number < first + people; ++number) {
        const lives = home(Math.floor(number / 3));
        const name =
            pick(surnames, Math.floor(number / 3) * 7 + (number % 3 === 1 ? 5 : 0)) +
            pick(given, number * 31) +
            pick(given, number * 17 + 3);
        yield [
            name,
            id_number(number),
            `138${String(number).padStart(8, "0")}`,
            lives.community,
            lives.grid,
            lives.estate,
            `${lives.building}幢`,
            `${lives.stairwell}单元`,
            lives.room,
            `H${Math.floor(number / 3)}`,
            relations[number % 3],
        ].join(",");
    }
}

export const write_places = (file: string, people: number) =>
    write_lines(file, place_lines(people));
export const write_houses = (file: string, people: number) =>
    write_lines(file, house_lines(people));
export const write_people = (file: string, people: number, first = 0) =>
    write_lines(file, people_lines(people, first));
