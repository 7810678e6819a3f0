/** Formats the doctor's findings: first a line for each finding, and then the changes to make. */
import type { Finding, State } from './finding.ts'

/** Returns one line per remedy. Findings with the same remedy, such as a missing permission, share a line. */
const changesOf = (findings: readonly Finding[], reported: State): readonly string[] => {
  const checks = new Map<string, Set<string>>()
  for (const { state, check, change } of findings) {
    if (state === reported && change !== undefined) checks.set(change, (checks.get(change) ?? new Set()).add(check))
  }
  return [...checks].map(([change, names]) => `* ${[...names].join(', ')}: ${change}`)
}

export const reportLines = (findings: readonly Finding[]): readonly string[] => {
  const width = Math.max(...findings.map(({ check }) => check.length))
  const line = ({ state, check, found }: Finding) =>
    `${state.padEnd('problem'.length)}  ${check.padEnd(width)}  ${found}`
  const sections = [
    { title: 'Change before you deploy:', changes: changesOf(findings, 'problem') },
    { title: 'Consider:', changes: changesOf(findings, 'warning') },
    { title: 'Could not be checked:', changes: changesOf(findings, 'unknown') },
  ]
  const changes = sections.flatMap(({ title, changes }) => (changes.length === 0 ? [] : ['', title, ...changes]))
  return [...findings.map(line), ...changes, '', summaryOf(findings)].map(onOneLine)
}

/** Replaces control characters, which a terminal would interpret. The names and messages in the text come from AWS. */
const onOneLine = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ')

const summaryOf = (findings: readonly Finding[]): string => {
  const count = (state: State) => findings.filter((each) => each.state === state).length
  const [problems, warnings, unknown] = [count('problem'), count('warning'), count('unknown')]
  const verdict = problems === 0 ? 'Nothing found that stops a deployment' : 'A deployment would fail'
  return `${verdict}: ${counted(problems, 'problem')}, ${counted(warnings, 'warning')}, ${unknown} unknown, ${count('ok')} ok.`
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

export const exitCodeOf = (findings: readonly Finding[]): 0 | 1 =>
  findings.some(({ state }) => state === 'problem') ? 1 : 0
