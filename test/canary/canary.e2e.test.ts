import { expect, test } from 'vitest'
import { chronicle } from '../e2e/own-process/history-recorder.ts'
import { type LocalProcess, startLocalProcess, temporaryDataFolder } from '../e2e/own-process/local-process.ts'
import { enter, signIn, siteId } from '../e2e/own-process/recorded-site.ts'
import { readItems } from '../e2e/own-process/stored-records.ts'
import { placeOfText, placesInFolder, placesInTables } from './artifacts.ts'
import { type Cage, openCage } from './canary-values.ts'
import { hearAsAgent, listen } from './event-subscriptions.ts'
import { leaks, type Place } from './search.ts'
import { tamper } from './tampering.ts'
import {
  goodVisit,
  holdingSeconds,
  putCanaryForm,
  refusedVisit,
  speakNonsense,
  visitAfterTampering,
  visitorReady,
  visitThatWaits,
} from './visits.ts'

test('nothing that was typed, minted or signed is found anywhere afterwards (abuse case 32)', async () => {
  const { dataFolder, remove } = await temporaryDataFolder()
  const places: Place[] = []
  const inRun = async <Result>(work: (run: LocalProcess) => Promise<Result>): Promise<Result> => {
    const run = await startLocalProcess({ dataFolder })
    const events = await listen(run.origin)
    try {
      return await work(run)
    } finally {
      await events.stop()
      await run.stop()
      places.push(placeOfText('the events', events.heard()), placeOfText('the output of the process', run.output()))
      // Before anybody opens it again: LevelDB tidies up when it starts.
      places.push(...placesInFolder(dataFolder))
    }
  }
  try {
    const first = await inRun(everyVisit)
    const { submitted, opened } = first
    places.push(first.pushed)
    await tamper(dataFolder, { submissionId: submitted.submissionId, formId: opened.form.formId })
    const { canaries, refusals } = await inRun(async ({ origin }) => {
      const cage = openCage(origin, first.cage)
      const stage = await enter(origin)
      keepToken(cage, stage.agent.accessToken)
      await visitAfterTampering(stage, cage, { submitted, opened })
      return cage
    })

    const tables = await readItems(dataFolder)
    expect(tables.get('audit')?.map(({ event }) => event)).toContain('integrity-failed')
    places.push(...placesInTables(tables), ...placesInFolder(dataFolder))
    expect(placesOf(submitted.form.conversationId, places)).toEqual(expect.arrayContaining(whereIdsLie))
    expect(placesOf(dataFolder, places)).toEqual(['the output of the process'])
    expect(leaks(places, canaries)).toEqual([])
    expect(
      leaks(
        refusals,
        canaries.filter(({ isFieldName }) => !isFieldName),
      ),
    ).toEqual([])
  } finally {
    await remove()
  }
})

/** An id may be found, and is: so would be a canary. */
const whereIdsLie = [
  'the events',
  'what was pushed',
  'sealform.log',
  'the table conversations',
  'the table forms',
  'the table one-time-keys',
  'the table submissions',
  'the table audit',
  expect.stringMatching(/^the records of dynamodb.\d+\.log$/),
  expect.stringMatching(/^the entries of dynamodb.\d+\.ldb$/),
]

const placesOf = (value: string, places: readonly Place[]): string[] => [
  ...new Set(places.filter(({ bytes }) => bytes.includes(value)).map(({ name }) => name)),
]

/** Leaves a form that is submitted and one that is opened. */
const everyVisit = async ({ origin }: LocalProcess) => {
  const cage = openCage(origin)
  const stage = await enter(origin, chronicle(siteId), { holdingSeconds })
  await putCanaryForm(origin)
  for (const { accessToken } of [stage.agent, stage.backend]) keepToken(cage, accessToken)
  keepToken(cage, await signIn(origin, { siteId: 'rival', subject: 'agent-7' }))
  const tab = await hearAsAgent(origin, cage, stage.agent.accessToken)
  const nonsense = placeOfText('the reply to nonsense', await speakNonsense(origin, cage))
  expect(leaks([nonsense], cage.canaries)).toEqual([])
  const [submitted, opened] = await Promise.all([
    visitThatWaits(stage, cage),
    visitorReady(stage, cage, 'Cat'),
    goodVisit(stage, cage),
    refusedVisit(stage, cage),
  ])
  const pushed = placeOfText('what was pushed', tab.heard())
  await tab.stop()
  return { cage, submitted, opened, pushed }
}

/** The whole token, its signature, and the id of the session that it speaks for. */
const keepToken = (cage: Cage, token: string): void => {
  const [, claims = '', signature] = token.split('.')
  cage.keep('an access token', token)
  cage.keepSecret('the signature of an access token', signature)
  const sid = /"sid":"([^"]+)"/.exec(Buffer.from(claims, 'base64url').toString())?.[1]
  if (sid !== undefined) cage.keep('the id of a session', sid, { mayBeHashed: true })
}
