/** `twofold audit DIR...`: what the files of any number of stations prove, without a secret and without a station. */
import { availableParallelism } from 'node:os';
import type { AuditFinding } from '../../core/audit/findings.ts';
import type { AuditReport } from '../../core/audit/report.ts';
import { ok } from '../../core/base/result.ts';
import { createPace, type Pace } from '../../core/work/pace.ts';
import type { Words } from '../../resources/words/language.ts';
import { count } from '../../resources/words/text.ts';
import { audit } from '../audit/audit.ts';
import { auditPage, findingSentence } from '../papers/audit.ts';
import { paperBeside } from '../papers/beside.ts';
import { savePages } from '../papers/save.ts';
import { systemClock } from '../station/platform.ts';
import { row } from './answer.ts';
import { called, directory, flag, many, maybe, wholeValue } from './form.ts';
import { answer, verb } from './verb.ts';

/** Progress is counted in these: a journal is some bytes more or less. */
const MEGABYTE = 1_000_000;

export const auditVerbs = [
  verb({
    name: 'audit',
    args: { place: many(directory('DIR'), 1) },
    options: {
      to: called('audit-to', maybe(directory())),
      pdf: maybe(directory()),
      window: flag,
      resume: maybe(directory()),
      parquet: maybe(directory()),
      threads: maybe(wholeValue()),
    },
    async run({ place, to, pdf, window, resume, parquet, threads = Math.min(8, availableParallelism()) }, line) {
      const begun = performance.now();
      let pace: Pace | null = null;
      const audited = await audit({
        ...{
          places: place,
          dist: line.dist,
          threads,
          resume: resume ?? null,
          parquet: parquet ?? null,
          signal: line.signal,
        },
        onProgress(done, total) {
          pace ??= createPace(20, () => performance.now(), 0, Math.ceil(total / MEGABYTE));
          pace.reached(Math.ceil(done / MEGABYTE));
          line.progress(pace.view());
        },
      });
      if (!audited.ok) return audited;
      const report = audited.value;
      const seconds = (performance.now() - begun) / 1000;
      const facts = { version: line.version, at: systemClock.now(), cores: threads, seconds };
      const page = auditPage(line.words, report, facts);
      const paper = paperBeside({ dist: line.dist, variables: process.env });
      const saved = await savePages({ name: 'audit', page }, { page: to, pdf }, paper.print);
      if (!saved.ok) return saved;
      if (window) {
        const shown = await paper.show(page);
        if (!shown.ok) return shown;
      }
      const result = { ...report, threads, seconds: Math.round(seconds * 10) / 10, ...saved.value };
      const paths = Object.values(saved.value).filter((path) => path !== null);
      return ok(
        answer(result, { good: report.good, lines: (words) => linesOf(words, report, threads, seconds, paths) }),
      );
    },
  }),
];

function linesOf(
  words: Words,
  report: AuditReport,
  threads: number,
  seconds: number,
  paths: readonly string[],
): readonly string[] {
  const said = words.audit;
  const { journals, transfers, identities, certificates } = report.files;
  const number = (n: number): string => count(words, n);
  return [
    said.files(number(journals), number(transfers), number(identities), number(certificates)),
    ...report.claims.flatMap(({ claim, verdict, looked, refuted, unchecked }) => [
      row(said.verdicts[verdict], `${said.names[claim]} (${number(looked)})`),
      ...[...refuted, ...unchecked].map((finding) => `    ${placed(words, finding)}`),
    ]),
    report.good ? said.good : said.bad,
    said.cores(threads, seconds.toFixed(1)),
    ...paths.map((path) => said.written(path)),
  ];
}

function placed(words: Words, finding: AuditFinding): string {
  const { station, record } = finding;
  const place = record === null ? station : `${station}, ${words.audit.record} ${record}`;
  const sentence = findingSentence(words, finding);
  return place === '' ? sentence : `${place}: ${sentence}`;
}
