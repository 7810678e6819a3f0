/** The verdict for a person to read. */
import type { Finding } from './finding.ts'
import type { Verdict } from './verify.ts'

const number = new Intl.NumberFormat('en').format
const many = (count: number, word: string): string => `${number(count)} ${word}${count === 1 ? '' : 's'}`
const time = (at: number): string => new Date(at).toISOString()

/** What somebody else made up may hold anything; a terminal is shown text. */
const shown = (text: string): string => text.replaceAll(/[^\x20-\x7e]/g, '?')

const line = (finding: Finding): string => {
  const place =
    'chain' in finding
      ? `${finding.chain}, record ${finding.sequence}`
      : 'object' in finding
        ? finding.object
        : `checkpoint ${finding.checkpoint}`
  return `✗ ${shown(place)}: ${finding.what}. ${shown(finding.says)}`
}

/** How far the checkpoints reach, and what that leaves open. */
const reach = ({ last, checkpoints, unknownObjects, newestAt }: Verdict): string => {
  if (last === undefined)
    return 'There are no checkpoints: a chain that was cut off at its end, or is missing as a whole, cannot be found.'
  const known = `${many(checkpoints, 'checkpoint')}, the last is number ${last.number} of ${time(last.until)}:\n  ${last.hash}`
  const isOpen = unknownObjects > 0 || newestAt >= last.until
  return isOpen
    ? `${known}\nWhat is later than that, the next one will vouch for. The newest record is of ${time(newestAt)}.`
    : known
}

const noCheckpoint =
  'it comes without the checkpoints that it should be held against. --no-checkpoints checks each chain by itself.'

export const reportOf = (verdict: Verdict): string => {
  const { records, chains, findings, count, isWhole, isUnknown } = verdict
  const read = `${many(records, 'record')} in ${many(chains, 'chain')}. ${reach(verdict)}`
  if (isWhole) return `${read}\n\n✓ The log is whole.`
  if (isUnknown) return `${read}\n\n✗ The log could not be checked: ${noCheckpoint}`
  const rest = count > findings.length ? [`… and ${number(count - findings.length)} more.`] : []
  return [read, '', ...findings.map(line), ...rest, '', `✗ The log is broken: ${many(count, 'finding')}.`].join('\n')
}
