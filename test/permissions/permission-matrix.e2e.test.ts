/** Tests every cell of the table in docs/permissions.md over HTTP. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { protocol, type StepName } from '../../contracts/protocol.ts'
import { type Reply, statusAndCode } from '../kit/http-client.ts'
import { type LocalService, startMemoryService } from '../kit/service.ts'
import { type Caller, newSite, type Site } from '../kit/site.ts'
import { type Column, columns, expectedRows, type Row, readTable } from './permission-table.ts'
import { type PermissionContext, type PreparedRequest, preparedRequests, profiles } from './prepared-requests.ts'

let service: LocalService
let site: Site
let administrator: Caller

/** The agent whose form it is, and another one. */
const subjects = { own: 'agent-7', "another's": 'agent-8', '–': 'agent-7' } as const

beforeAll(async () => {
  service = await startMemoryService()
  site = await newSite(service)
  administrator = await site.signIn('administrator', 'root')
  await administrator.reply('patch-site', { body: { profiles } })
})

afterAll(() => service.close())

const withoutToken: readonly Column[] = ['visitor', 'anonymous']
const callers = new Map<string, Promise<Caller>>()

/** One sign-in for each, but a new one for each sign-out. */
const callerIn = (column: Column, { step, owner }: Omit<Row, 'replies'>): Promise<Caller> => {
  if (withoutToken.includes(column)) return Promise.resolve(site.visitor)
  const subject = subjects[owner]
  const profile = column === 'chat backend' ? 'chat-backend' : column
  if (column === 'agent' && owner !== "another's" && step !== 'sign-out') return Promise.resolve(site.agent)
  const name = `${profile} ${subject}`
  const caller = (step === 'sign-out' ? undefined : callers.get(name)) ?? site.signIn(profile, subject)
  if (step !== 'sign-out') callers.set(name, caller)
  return caller
}

/** Prepares the request of a step, again after a success. A refusal leaves it unchanged. */
const requestPreparerFor = ({ step, state }: Omit<Row, 'replies'>) => {
  let made: Promise<PreparedRequest> | undefined
  const make = async (): Promise<PreparedRequest> => {
    const conversations: string[] = []
    const stage: PermissionContext = {
      site,
      administrator,
      async conversation() {
        const conversationId = await site.newConversation()
        conversations.push(conversationId)
        return conversationId
      },
    }
    const ready = await preparedRequests[stepNamed(step)](stage)
    if (state === 'closed') for (const conversationId of conversations) await site.closeConversation(conversationId)
    service.clock.advance(1)
    return ready
  }
  return {
    ready: () => (made ??= make()),
    spent: () => {
      made = undefined
    },
  }
}

const stepNamed = (name: string): StepName => {
  const found = Object.values(protocol).find((step) => step.name === name)
  if (found === undefined) throw new Error(`unknown step ${name}`)
  return found.name
}

const requestAs = async (
  column: Column,
  row: Omit<Row, 'replies'>,
  { path, body, proof, keyFor }: PreparedRequest,
): Promise<Reply> => {
  const { method } = protocol[stepNamed(row.step)]
  const caller = await callerIn(column, row)
  const own = proof && (column === 'visitor' ? proof.right : proof.wrong)
  const sent = own ?? (await keyFor?.(caller)) ?? body
  return site.request(method, path, { token: caller.accessToken, ...(sent && { body: sent }) })
}

const shortStatus = (reply: Reply): string => statusAndCode(reply).replace(' done', '')

const repliesFor = async (row: Omit<Row, 'replies'>): Promise<string[]> => {
  const stage = requestPreparerFor(row)
  const answers: string[] = []
  for (const column of columns) {
    const reply = await requestAs(column, row, await stage.ready())
    answers.push(shortStatus(reply))
    if (reply.status < 300) stage.spent()
  }
  return answers
}

test('the permission table has a row for every combination of a step, an owner of the form and a state of the conversation', () => {
  const [head, , ...rows] = readTable()
  expect(head).toEqual(['step', 'whose', 'conversation', ...columns])
  expect(rows.map(([step, whose, state]) => [step, whose, state])).toEqual(
    expectedRows.map(({ step, owner, state }) => [step, owner, state]),
  )
})

test.each(expectedRows)('$step, $owner, $state: every caller gets the reply in the table', async (row) => {
  const line = readTable().find(
    ([step, whose, state]) => step === row.step && whose === row.owner && state === row.state,
  )
  const answers = await repliesFor(row)
  expect(Object.fromEntries(columns.map((column, index) => [column, answers[index]]))).toEqual(
    Object.fromEntries(columns.map((column, index) => [column, line?.[index + 3]])),
  )
})
