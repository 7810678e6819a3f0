/** The table of docs/permissions.md, as the page shows it: one row for a step, whose form it is and how the conversation stands. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { protocol } from '../../contracts/protocol.ts'
import type { Step } from '../../contracts/step.ts'

export const page = resolve(import.meta.dirname, '../../docs/permissions.md')

/** Who asks: the columns of the table. */
export const columns = [
  'agent',
  'senior',
  'trainee',
  'agent-manager',
  'administrator',
  'chat backend',
  'visitor',
  'nobody',
] as const
export type Column = (typeof columns)[number]

export const whose = ['own', "another's"] as const
export const states = ['active', 'closed'] as const
export type Whose = (typeof whose)[number] | '–'
export type State = (typeof states)[number] | '–'

export interface Row {
  readonly step: string
  readonly whose: Whose
  readonly state: State
  /** Status and code, in the order of the columns. */
  readonly answers: readonly string[]
}

/** Steps that are about no conversation. */
const aboutNone = new Set([
  ...['list-templates', 'get-template', 'put-template', 'delete-template', 'get-site', 'put-site', 'list-people'],
  ...['put-person', 'issue-events-ticket', 'stay-signed-in', 'sign-out', 'get-openapi'],
])

const placesOf = ({ name, who }: Step): readonly (readonly [Whose, State])[] => {
  if (aboutNone.has(name)) return [['–', '–']]
  // A visitor's form is nobody's else, and the chat backend has no forms.
  if (who === 'visitor' || who === 'chat-backend') return states.map((state) => ['–', state])
  return whose.flatMap((each) => states.map((state) => [each, state] as const))
}

/** Every row that there must be, in the order of the protocol. */
export const wantedRows: readonly Omit<Row, 'answers'>[] = Object.values(protocol).flatMap((step) =>
  placesOf(step).map(([each, state]) => ({ step: step.name, whose: each, state })),
)

const cellsOf = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())

/** The lines of the table, the head first. */
export const readTable = (): readonly string[][] => {
  const lines = readFileSync(page, 'utf8').split('\n')
  const table = lines.slice(lines.findIndex((line) => line.startsWith('| step |')))
  return table.slice(0, table.indexOf('')).map(cellsOf)
}
