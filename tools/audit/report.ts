/** Formats the verdict on an audit log for a person. */
import type { Finding } from './finding.ts'
import type { Verdict } from './verify.ts'

const number = new Intl.NumberFormat('en').format
const pluralize = (count: number, word: string): string => `${number(count)} ${word}${count === 1 ? '' : 's'}`
const time = (at: number): string => new Date(at).toISOString()

/**
 * Replaces characters that are not printable. A forged record may contain anything, so only printable text is sent to
 * the terminal.
 */
const printable = (text: string): string => text.replaceAll(/[^\x20-\x7e]/g, '?')

const formatFinding = (finding: Finding): string => {
  const place =
    'chain' in finding
      ? `${finding.chain}, record ${finding.sequence}`
      : 'object' in finding
        ? finding.object
        : `checkpoint ${finding.checkpoint}`
  return `✗ ${printable(place)}: ${finding.flaw}. ${printable(finding.message)}`
}

/** Describes which part of the log the checkpoints cover, and which part they do not. */
const checkpointCoverage = ({ last, checkpoints, uncheckpointedObjects, newestAt }: Verdict): string => {
  if (last === undefined)
    return 'There are no checkpoints: a chain that was cut off at its end, or is missing as a whole, cannot be found.'
  const known = `${pluralize(checkpoints, 'checkpoint')}, the last is number ${last.number} of ${time(last.until)}:\n  ${last.hash}`
  const isOpen = uncheckpointedObjects > 0 || newestAt >= last.until
  return isOpen
    ? `${known}\nThe next checkpoint will cover later records. The newest record is of ${time(newestAt)}.`
    : known
}

const noCheckpoint = 'there is no checkpoint to check it against. --no-checkpoints checks each chain on its own.'

export const reportOf = (verdict: Verdict): string => {
  const { records, chains, findings, count, isIntact, isInconclusive } = verdict
  const beginning = records === 0 && isIntact ? 'Nothing is recorded yet: ' : ''
  const read = `${beginning}${pluralize(records, 'record')} in ${pluralize(chains, 'chain')}. ${checkpointCoverage(verdict)}`
  if (isIntact) return `${read}\n\n✓ The log is intact.`
  if (isInconclusive) return `${read}\n\n✗ The log could not be checked: ${noCheckpoint}`
  const rest = count > findings.length ? [`… and ${number(count - findings.length)} more.`] : []
  return [
    read,
    '',
    ...findings.map(formatFinding),
    ...rest,
    '',
    `✗ The log is broken: ${pluralize(count, 'finding')}.`,
  ].join('\n')
}
