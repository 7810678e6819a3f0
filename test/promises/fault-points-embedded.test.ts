import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { startEmbeddedDynamoDb } from '../../local/embedded-dynamodb/embedded-dynamodb.ts'
import { type EmbeddedEnvironment, embeddedEnvironment } from './model/embedded-environment.ts'
import { type InvocationMode, withFaultAt } from './model/invocation-modes.ts'
import { createJourney } from './model/journey.ts'
import { expectAgentRecovers, expectVisitorRecovers } from './recovery.ts'

const embedded = await startEmbeddedDynamoDb()
const scenes: EmbeddedEnvironment[] = []
const closeScenes = () => Promise.all(scenes.splice(0).map((scene) => scene.close()))

afterEach(closeScenes)
afterAll(() => embedded.close())

async function prepared(upTo: 'upToSubmit' | 'upToRetrieval') {
  const scene = await embeddedEnvironment(embedded.endpoint)
  scenes.push(scene)
  const journey = createJourney(scene)
  await journey[upTo]()
  return { scene, journey }
}

type Point = readonly [turn: number, name: string]

/** Every turn of an undisturbed call: before each request and after each reply, of DynamoDB and the other ports. */
async function pointsOf(step: 'submit' | 'retrieve'): Promise<readonly Point[]> {
  const { scene, journey } = await prepared(step === 'submit' ? 'upToSubmit' : 'upToRetrieval')
  const points: Point[] = []
  const counting: InvocationMode = (invocation) =>
    invocation(async (call, moment) => void points.push([points.length + 1, `${moment} ${call}`]))
  const outcome = await scene.knownState.perform(journey[step](), counting)
  await closeScenes()
  if (outcome !== 'done') throw new Error(`An undisturbed ${step} answered ${outcome}.`)
  return points
}

const submitPoints = await pointsOf('submit')
const retrievePoints = await pointsOf('retrieve')

test('submit-form and retrieve-submission write to DynamoDB only in transactions', () => {
  const requests = [...submitPoints, ...retrievePoints].map(([, name]) => name)
  const writes = requests.filter((name) => name.startsWith('before dynamodb.') && !/Get|Query/.test(name))
  expect(new Set(writes)).toEqual(new Set(['before dynamodb.TransactWriteItemsCommand']))
})

describe('abuse case 23: a submission to DynamoDB', () => {
  test.each(submitPoints)('stores all or nothing when it fails permanently at turn %i, %s', async (turn) => {
    const { scene, journey } = await prepared('upToSubmit')
    expect(await scene.knownState.perform(journey.submit(), withFaultAt(turn))).toBe('try-again')
    await expectVisitorRecovers(scene, journey)
  })
})

describe('abuse case 23: a retrieval from DynamoDB', () => {
  test.each(retrievePoints)('releases nothing when it fails permanently at turn %i, %s', async (turn) => {
    const { scene, journey } = await prepared('upToRetrieval')
    expect(await scene.knownState.perform(journey.retrieve(), withFaultAt(turn))).toBe('try-again')
    await expectAgentRecovers(scene, journey)
  })
})
