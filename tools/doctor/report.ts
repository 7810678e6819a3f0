/** Prints findings: a line for each, then what to change. */
import type { Finding, State } from './finding.ts'

const stateWidth = 9
const checkWidth = 20

const lineOf = ({ state, check, found }: Finding): string =>
  `${state.padEnd(stateWidth)}${check.padEnd(checkWidth)}${found}`

/** Findings with the same cause, such as a missing permission, have one change. */
const changesOf = (findings: readonly Finding[], ...states: readonly State[]): readonly string[] => [
  ...new Set(
    findings.flatMap(({ state, check, change }) =>
      states.includes(state) && change !== undefined ? [`${check}: ${change}`] : [],
    ),
  ),
]

export const reportLines = (findings: readonly Finding[]): readonly string[] => {
  const sections = [
    { title: 'Change before you deploy:', changes: changesOf(findings, 'problem') },
    { title: 'Consider:', changes: changesOf(findings, 'warning') },
    { title: 'Could not be checked:', changes: changesOf(findings, 'unknown') },
  ]
  const changes = sections.flatMap(({ title, changes }) =>
    changes.length === 0 ? [] : ['', title, ...changes.map((change) => `* ${change}`)],
  )
  return [...findings.map(lineOf), ...changes, '', summaryOf(findings)].map(onOneLine)
}

/** Names and messages come from AWS, and a terminal interprets control characters. */
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
