import type { Language, Notice } from '@segue/protocol';
import type { TFunction } from 'i18next';
import { mailWords } from './mail-words.js';

/** A mail about what happened on one film, before it has an address. */
export interface ComposedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Where links lead. */
export interface MailLinks {
  /** Origin of this installation. */
  readonly publicUrl: string;
  /** Where the person ends all mails. */
  readonly unsubscribe: string;
}

/** What happened, in the words of a line: who did what. */
function sentence(t: TFunction, notice: Notice): string {
  const { kind, by, versionNumber, sense, decision, cutName, round } = notice;
  const isUnnumbered = versionNumber === null && VERSIONED.has(kind);
  return t(`kinds.${kind}`, {
    ...(isUnnumbered ? { context: 'unnumbered' } : {}),
    ...(kind === 'picture' && cutName === null ? { context: 'unnamed' } : {}),
    name: by?.name ?? t('somebody'),
    version: versionNumber,
    sense: sense ? t(`senses.${sense}`) : '',
    decision: decision ? t(`decisions.${decision}`) : '',
    cut: cutName ?? t('newCut'),
    ...(kind === 'round'
      ? { round: round?.number ?? '', count: round?.openNotes ?? 0, must: round?.mustNotes ?? 0 }
      : {}),
  });
}

/** What says the number of its version, where that has one. */
const VERSIONED: ReadonlySet<Notice['kind']> = new Set(['note', 'version', 'sign-off', 'stale']);

/** The address of exactly what a notice is about: the note, the version, the change of picture. */
function addressOf({ film, cue, noteId, cutId, versionNumber, kind }: Notice, origin: string): string {
  const filmPath = `${origin}/films/${film.id}`;
  if (cue === null) return kind === 'picture' && cutId !== null ? `${filmPath}/changes/${cutId}` : filmPath;
  const search = new URLSearchParams({
    ...(versionNumber === null ? {} : { version: String(versionNumber) }),
    // As the router of the web client writes it: what looks like a number would be read as one.
    ...(noteId === null ? {} : { note: /^\d+(e\d+)?$/i.test(noteId) ? JSON.stringify(noteId) : noteId }),
  }).toString();
  return `${filmPath}/cues/${cue.id}${search === '' ? '' : `?${search}`}`;
}

/**
 * Writes the mail in a language.
 *
 * @param notices of one film, at least one, in the order in which they happened
 */
export function composeMail(notices: readonly Notice[], links: MailLinks, language: Language): ComposedMail {
  const cues = byCue(notices);
  const t = mailWords(language);
  return {
    subject: subjectOf(t, notices, cues),
    text: textOf(t, cues, links),
    html: `<!doctype html><html lang="${language}"><head><meta charset="utf-8"></head>${bodyOf(t, cues, links)}</html>`,
  };
}

interface CueNotices {
  readonly heading: string;
  readonly notices: Notice[];
}

function byCue(notices: readonly Notice[]): CueNotices[] {
  const cues = new Map<string, CueNotices>();
  for (const notice of notices) {
    const id = notice.cue?.id ?? '';
    const cue = cues.get(id) ?? { heading: headingOf(notice), notices: [] };
    cues.set(id, cue);
    cue.notices.push(notice);
  }
  return [...cues.values()];
}

function headingOf({ film, cue }: Notice): string {
  return cue === null ? film.title : `${film.title}, ${[cue.number, cue.title].filter(Boolean).join(' ')}`;
}

function subjectOf(t: TFunction, notices: readonly Notice[], cues: readonly CueNotices[]): string {
  const [first] = notices;
  if (!first) throw new RangeError('A mail needs something to say.');
  const news = t('news', { count: notices.length });
  if (cues.length > 1)
    return t('about', { heading: first.film.title, what: t('onCues', { news, count: cues.length }) });
  return t('about', { heading: headingOf(first), what: notices.length === 1 ? sentence(t, first) : news });
}

function textOf(t: TFunction, cues: readonly CueNotices[], { publicUrl, unsubscribe }: MailLinks): string {
  const parts = cues.map(({ heading, notices }) => {
    const lines = notices.map((notice) =>
      [
        `${notice.timecode === null ? '' : `${notice.timecode}  `}${sentence(t, notice)}`,
        ...(notice.text === '' ? [] : notice.text.split('\n').map((line) => `  ${line}`)),
        `  ${addressOf(notice, publicUrl)}`,
      ].join('\n'),
    );
    return [heading, ...lines].join('\n\n');
  });
  return `${parts.join('\n\n\n')}\n\n--\n${t('why')}\n${unsubscribe}\n`;
}

function bodyOf(t: TFunction, cues: readonly CueNotices[], { publicUrl, unsubscribe }: MailLinks): string {
  const parts = cues.map(({ heading, notices }) => {
    const lines = notices.map((notice) => {
      const timecode =
        notice.timecode === null ? '' : `<code style="font-family:monospace">${notice.timecode}</code> `;
      const text =
        notice.text === ''
          ? ''
          : `<div style="white-space:pre-wrap;margin:4px 0">${escaped(notice.text)}</div>`;
      const link = `<a href="${escaped(addressOf(notice, publicUrl))}">${escaped(t('open'))}</a>`;
      return `<li style="margin:0 0 16px">${timecode}${escaped(sentence(t, notice))}${text}${link}</li>`;
    });
    return `<h2 style="font-size:16px">${escaped(heading)}</h2><ul style="padding:0;list-style:none">${lines.join('')}</ul>`;
  });
  const stop = `<a href="${escaped(unsubscribe)}">${escaped(t('stop'))}</a>`;
  const why = `<p style="color:#666;font-size:13px">${escaped(t('why'))} ${stop}</p>`;
  return `<body style="font-family:sans-serif">${parts.join('')}${why}</body>`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}
