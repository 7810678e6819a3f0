import { expect, test } from 'vitest'
import { historyRecorder } from '../e2e/own-process/history-recorder.ts'
import { type LocalProcess, startLocalProcess, temporaryDataFolder } from '../e2e/own-process/local-process.ts'
import { openRecordedSite, signIn, siteId } from '../e2e/own-process/recorded-site.ts'
import { readAllItems } from '../e2e/own-process/stored-records.ts'
import { artifactsInFolder, artifactsInTables, textArtifact } from './artifacts.ts'
import { type CanaryValues, createCanaryValues } from './canary-values.ts'
import { subscribeAsAgent, subscribeToServerEvents } from './event-subscriptions.ts'
import { type Artifact, leaks } from './search.ts'
import { tamper } from './tampering.ts'
import {
  holdingSeconds,
  prepareVisit,
  putCanaryForm,
  refusedVisit,
  sendNonHttp,
  successfulVisit,
  visitAfterTampering,
  visitWithExpiredHolding,
} from './visits.ts'

test('no typed, generated or signed value is found anywhere afterwards (abuse case 32)', async () => {
  const { dataFolder, remove } = await temporaryDataFolder()
  const places: Artifact[] = []
  const inRun = async <Result>(work: (run: LocalProcess) => Promise<Result>): Promise<Result> => {
    const run = await startLocalProcess({ dataFolder })
    const events = await subscribeToServerEvents(run.origin)
    try {
      return await work(run)
    } finally {
      await events.stop()
      await run.stop()
      places.push(
        textArtifact('the events', events.received()),
        textArtifact('the output of the process', run.output()),
      )
      // Before the next start, because LevelDB compacts its files then.
      places.push(...artifactsInFolder(dataFolder))
    }
  }
  try {
    const first = await inRun(runVisits)
    const { submitted, opened } = first
    places.push(first.pushed)
    await tamper(dataFolder, { submissionId: submitted.submissionId, formId: opened.form.formId })
    const { canaries, refusals } = await inRun(async ({ origin }) => {
      const canaryValues = createCanaryValues(origin, first.canaryValues)
      const stage = await openRecordedSite(origin)
      registerToken(canaryValues, stage.agent.accessToken)
      await visitAfterTampering(stage, canaryValues, { submitted, opened })
      return canaryValues
    })

    const tables = await readAllItems(dataFolder)
    expect(tables.get('audit')?.map(({ event }) => event)).toContain('integrity-failed')
    places.push(...artifactsInTables(tables), ...artifactsInFolder(dataFolder))
    expect(artifactsContaining(submitted.form.conversationId, places)).toEqual(expect.arrayContaining(artifactsWithIds))
    expect(artifactsContaining(dataFolder, places)).toEqual(['the output of the process'])
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

/** Places where an id may be and is, so that the search would also find a canary there. */
const artifactsWithIds = [
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

const artifactsContaining = (value: string, places: readonly Artifact[]): string[] => [
  ...new Set(places.filter(({ bytes }) => bytes.includes(value)).map(({ name }) => name)),
]

/** Leaves one submitted form and one opened form. */
const runVisits = async ({ origin }: LocalProcess) => {
  const canaryValues = createCanaryValues(origin)
  const stage = await openRecordedSite(origin, historyRecorder(siteId), { holdingSeconds })
  await putCanaryForm(origin)
  for (const { accessToken } of [stage.agent, stage.backend]) registerToken(canaryValues, accessToken)
  registerToken(canaryValues, await signIn(origin, { siteId: 'rival', subject: 'agent-7' }))
  const tab = await subscribeAsAgent(origin, canaryValues, stage.agent.accessToken)
  const nonsense = textArtifact('the reply to nonsense', await sendNonHttp(origin, canaryValues))
  expect(leaks([nonsense], canaryValues.canaries)).toEqual([])
  const [submitted, opened] = await Promise.all([
    visitWithExpiredHolding(stage, canaryValues),
    prepareVisit(stage, canaryValues, 'Cat'),
    successfulVisit(stage, canaryValues),
    refusedVisit(stage, canaryValues),
  ])
  const pushed = textArtifact('what was pushed', tab.received())
  await tab.stop()
  return { canaryValues, submitted, opened, pushed }
}

/** The complete token, its signature, and the id of its session. */
const registerToken = (canaryValues: CanaryValues, token: string): void => {
  const [, claims = '', signature] = token.split('.')
  canaryValues.register('an access token', token)
  canaryValues.registerSecret('the signature of an access token', signature)
  const sid = /"sid":"([^"]+)"/.exec(Buffer.from(claims, 'base64url').toString())?.[1]
  if (sid !== undefined) canaryValues.register('the id of a session', sid, { mayBeHashed: true })
}
