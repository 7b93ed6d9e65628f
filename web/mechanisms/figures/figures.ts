// The questions and acts of figures and reports.
import { read, write, type Answer } from "@/api/client";
import type {
    FigureAnswer,
    FigureDeclared,
    FigureRecords,
    Page,
    Report,
    ReportRow,
} from "@/api/shapes";
import type { Choice } from "@/fields/field";
import { inWords } from "@/shell/language";

export const listFigures = (): Promise<Answer<Page<FigureDeclared>>> =>
    read<Page<FigureDeclared>>("/api/figures");
// The title of a figure by its name, for a list that was read before; with its programme's, because
// every programme counts what it received.
export function figureTitle(declared: FigureDeclared[], figure: string): string {
    const found = declared.find((one) => one.figure === figure);
    return found ? `${inWords(found.programme_title)} · ${inWords(found.title)}` : figure;
}

export const readFigure = (
    figure: string,
    place: string,
    period: string,
): Promise<Answer<FigureAnswer>> => read<FigureAnswer>(`/api/figures/${figure}`, { place, period });

export interface Opened {
    figure: string;
    place?: string;
    period?: string;
    value?: string;
    report?: string; // issued: the records that it kept
}

export const readRecords = (of: Opened, cursor: string): Promise<Answer<FigureRecords>> => {
    const { figure, ...query } = of;
    return read<FigureRecords>(`/api/figures/${figure}/records`, { ...query, cursor });
};

export interface Template {
    template: string; // "opinion_summary.quarter"
    title: Choice["title"];
    every: "month" | "quarter" | "half_year" | "year";
}

export const listTemplates = (): Promise<Answer<Page<Template>>> =>
    read<Page<Template>>("/api/report-templates");
export const listReports = (cursor: string): Promise<Answer<Page<ReportRow>>> =>
    read<Page<ReportRow>>("/api/reports", { cursor });
export const readReport = (id: string): Promise<Answer<Report>> =>
    read<Report>(`/api/reports/${id}`);

export async function draftReport(
    act: string,
    template: string,
    place: string,
    period: string,
): Promise<string> {
    const answer = await write<Report>("POST", "/api/reports", {
        body: { template, place, period },
        act,
    });
    return answer.data.id;
}

export interface ReportEdits {
    title: string;
    signed_by: string;
    blocks: { level: number; text: string }[];
}

export async function editReport(
    act: string,
    id: string,
    edition: string,
    body: ReportEdits,
): Promise<void> {
    await write<Report>("PUT", `/api/reports/${id}`, { body, act, edition });
}

export async function issueReport(act: string, id: string, edition: string): Promise<void> {
    await write<Report>("POST", `/api/reports/${id}/issue`, { act, edition });
}
