import { ABILITIES, may, maySign } from './abilities.js';
import { ROLES, SENSES } from './roles.js';

/** The table of rights as a Markdown table, one row a role: what `docs/access.md` shows. */
export function accessTable(): string {
  const columns = [...ABILITIES, ...SENSES.map((sense) => `sign: ${sense}`)];
  const rows = ROLES.map((role) => {
    const standing = { role, owner: false };
    const marks = [
      ...ABILITIES.map((ability) => may(standing, ability)),
      ...SENSES.map((sense) => maySign(standing, sense)),
    ].map((granted) => (granted ? 'yes' : ''));
    return `| ${role} | ${marks.join(' | ')} |`;
  });
  return [`| role | ${columns.join(' | ')} |`, `|---${'|---'.repeat(columns.length)}|`, ...rows].join('\n');
}
