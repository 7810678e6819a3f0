/** The tables of docs/compliance-checks.md, which `npm run findings` writes. */
import { resolve } from 'node:path'
import { awsPitfalls } from '../../../lib/compliance/aws-pitfalls.ts'
import { pciDss401Rules } from '../../../lib/compliance/pci-dss-401.ts'
import { acknowledged } from './acknowledged.ts'

export const pageFile = resolve(import.meta.dirname, '../../../docs/compliance-checks.md')

const code = (words: readonly string[]) => words.map((word) => `\`${word}\``).join('<br>')
const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
const table = (heads: readonly string[], rows: readonly (readonly string[])[]) =>
  [row(heads), row(heads.map(() => '---')).replaceAll(' ', ''), ...rows.map(row)].join('\n')

const byRequirement = (one: string, other: string) => one.localeCompare(other, 'en', { numeric: true })

const tables = {
  rules: () =>
    table(
      ['requirement', 'rule', 'what breaks it', 'why'],
      [...pciDss401Rules]
        .sort((one, other) => byRequirement(one.requirement, other.requirement))
        .map(({ requirement, name, violation, rationale }) => [
          requirement,
          `\`PCI.DSS.401-${name}\``,
          violation,
          rationale,
        ]),
    ),
  pitfalls: () =>
    table(
      ['rule', 'what breaks it', 'what AWS does', 'learned from'],
      awsPitfalls.map(({ name, violation, rationale, learnedFrom }) => [
        `\`AWS.Pitfalls-${name}\``,
        violation,
        rationale,
        `<${learnedFrom}>`,
      ]),
    ),
  acknowledged: () =>
    table(
      ['where', 'what is found', 'why it stays'],
      acknowledged.map(({ rules, on, onlyIn, because }) => [
        code(on) + (onlyIn === undefined ? '' : `<br>(${onlyIn} only)`),
        code(rules),
        because,
      ]),
    ),
} as const

/** The page with its tables written again. Throws if a marker is missing. */
export function withTables(page: string): string {
  let made = page
  for (const [name, tableOf] of Object.entries(tables)) {
    const place = new RegExp(`(<!-- ${name}: begin -->\n)[^]*?(<!-- ${name}: end -->)`)
    if (!place.test(made)) throw new Error(`the page has no place for ${name}`)
    made = made.replace(place, (_, begin: string, end: string) => `${begin}\n${tableOf()}\n\n${end}`)
  }
  return made
}
