/** Reads the table of docs/permissions.md: one row for each step, owner of the form and state of the conversation. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { protocol } from '../../contracts/protocol.ts'
import type { Step } from '../../contracts/step.ts'

export const pagePath = resolve(import.meta.dirname, '../../docs/permissions.md')

/** The callers, as columns of the table. */
export const columns = [
  'agent',
  'senior',
  'trainee',
  'agent-manager',
  'administrator',
  'chat backend',
  'visitor',
  'anonymous',
] as const
export type Column = (typeof columns)[number]

export const formOwners = ['own', "another's"] as const
export const conversationStates = ['active', 'closed'] as const
export type FormOwner = (typeof formOwners)[number] | '–'
export type ConversationState = (typeof conversationStates)[number] | '–'

export interface Row {
  readonly step: string
  readonly owner: FormOwner
  readonly state: ConversationState
  /** Status and code, in the order of the columns. */
  readonly replies: readonly string[]
}

/** Steps without a conversation. */
const stepsWithoutConversation = new Set([
  ...['list-templates', 'get-template', 'put-template', 'delete-template', 'get-site', 'put-site', 'patch-site'],
  ...['list-people', 'put-person', 'issue-events-ticket', 'get-session', 'stay-signed-in', 'sign-out', 'get-openapi'],
])

const casesOf = ({ name, caller }: Step): readonly (readonly [FormOwner, ConversationState])[] => {
  if (stepsWithoutConversation.has(name)) return [['–', '–']]
  // A visitor's form has no other owner, and the chat backend has no forms.
  if (caller === 'visitor' || caller === 'chat-backend') return conversationStates.map((state) => ['–', state])
  return formOwners.flatMap((each) => conversationStates.map((state) => [each, state] as const))
}

/** Every required row, in the order of the protocol. */
export const expectedRows: readonly Omit<Row, 'replies'>[] = Object.values(protocol).flatMap((step) =>
  casesOf(step).map(([each, state]) => ({ step: step.name, owner: each, state })),
)

const cellsOf = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())

/** The lines of the table, starting with its header. */
export const readTable = (): readonly string[][] => {
  const lines = readFileSync(pagePath, 'utf8').split('\n')
  const table = lines.slice(lines.findIndex((line) => line.startsWith('| step |')))
  return table.slice(0, table.indexOf('')).map(cellsOf)
}
