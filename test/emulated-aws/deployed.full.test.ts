// full: needs Python and Redis or Valkey, to deploy the whole service into an emulated account
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CloudFormationClient, ListStacksCommand, ValidateTemplateCommand } from '@aws-sdk/client-cloudformation'
import { ListUserPoolsCommand } from '@aws-sdk/client-cognito-identity-provider'
import { ListTablesCommand } from '@aws-sdk/client-dynamodb'
import { DescribeKeyCommand } from '@aws-sdk/client-kms'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiStage } from '../../lib/edge/api-stage.ts'
import { buildPages } from '../../lib/edge/pages/build-pages.ts'
import { contentHash } from '../../lib/edge/pages/page-file.ts'
import { newScene, type Scene, type SubmittedForm } from '../e2e/scene.ts'
import { statusAndCode, textField } from '../kit/http-client.ts'
import type { Service } from '../kit/service.ts'
import { testFiles } from '../runner/test-files.ts'
import { runVitest } from '../runner/vitest-run.ts'
import { behaviours, inconclusiveTests, type ProbeResult, probe } from './behaviour-probes.ts'
import { cloudFormationOf, cognitoOf, dynamoDbOf, kmsOf } from './clients.ts'
import { type DemoService, ownSite, startDemoService } from './demo-service.ts'
import { deployedStage } from './deployed-stage.ts'
import { startDistributionProxy } from './distribution-proxy.ts'
import { excludedTests, exclusionPattern } from './excluded-tests.ts'
import { writeInconclusiveResults } from './inconclusive-results.ts'
import { byPath, pagesIn } from './pages-bucket.ts'
import { poolTriggerTests } from './pool-trigger-tests.ts'
import { expectNoDataLoss } from './production-stage.ts'
import { resourceTypesIn } from './resource-types.ts'
import { testPassword } from './sign-in.ts'
import { signedCall } from './signed-call.ts'
import { type CommandResult, createSite, passwordFile, poolUserState } from './site-creation.ts'
import { runSmoke } from './smoke-run.ts'
import { withFlippedBit } from './stored-bytes.ts'
import { unsupportedResources } from './unsupported-resources.ts'

const minute = 60_000
const root = join(import.meta.dirname, '../..')
let service: DemoService
let target: Service
let verdicts: readonly ProbeResult[]
let firstSite: CommandResult
const ownAdministrator = ['demo', ownSite, '--administrator', 'ada', '--email', 'ada@example.com']
let close = async () => {}

beforeAll(async () => {
  const { HOLDING_SERVER: holding = '', EMULATOR_PYTHON: python = '' } = process.env
  service = await startDemoService({ holding, python })
  firstSite = await createSite(service, [...ownAdministrator, '--temporary-password-file', passwordFile(service)])
  close = service.close
  const { origin, signIn } = service
  target = { origin, newSiteId: async () => ownSite, token: signIn.token, close: async () => {} }
  verdicts = await probe({ account: service.emulator, stage: service.stage, signIn })
  writeInconclusiveResults({
    pretended: verdicts.filter(({ found }) => found === 'pretended').map(({ sentence }) => sentence),
    tests: [
      ...excludedTests,
      ...(['endToEnd', 'smoke', 'deployed'] as const).flatMap((each) => inconclusiveTests(verdicts, each)),
    ],
  })
}, 5 * minute)
afterAll(() => close())

/** A test that depends on a behaviour that the emulator may only pretend. If it does, the result does not count. */
const conclusiveTest = (name: string, run: () => Promise<void>, patience = minute) =>
  test(
    name,
    async ({ skip }) => {
      const lacking = inconclusiveTests(verdicts, 'deployed').find((each) => each.test === name)
      if (lacking) skip(lacking.because)
      await run()
    },
    patience,
  )

describe('the emulated account', () => {
  test('keeps and pretends the expected behaviours', () => {
    const expected = behaviours.map(({ sentence, expected }) => ({ sentence, found: expected }))
    expect(verdicts.map(({ sentence, found }) => ({ sentence, found }))).toEqual(expected)
  })

  test('has a test for every name that a behaviour lists', () => {
    const leaning = behaviours.flatMap(({ dependentTests }) => dependentTests?.deployed ?? [])
    const source = readFileSync(import.meta.filename, 'utf8')
    expect(leaning.filter((name) => !source.includes(`'${name}'`))).toEqual([])
  })

  test('does not support the excluded resources, which the service has', async () => {
    const types = resourceTypesIn(service.templatesFolder)
    expect(Object.keys(unsupportedResources).filter((type) => !types.has(type))).toEqual([])
    const client: CloudFormationClient = cloudFormationOf(service.emulator)
    const lacks = async (Type: string): Promise<boolean> => {
      const TemplateBody = JSON.stringify({ Resources: { One: { Type } } })
      const failure = await client.send(new ValidateTemplateCommand({ TemplateBody })).catch((error: unknown) => error)
      return failure instanceof Error && failure.message.includes(`Unrecognized resource types: [${Type}]`)
    }
    // The emulator lists no resources that a function creates.
    for (const type of Object.keys(unsupportedResources).filter((type) => type.startsWith('AWS::'))) {
      expect([type, await lacks(type)]).toEqual([type, true])
    }
  })
})

describe('the deployed service', () => {
  const takesTarget = (file: string) => readFileSync(join(root, file), 'utf8').includes('await startService(')

  test(
    'passes the end-to-end suite',
    async () => {
      const files = testFiles().filter((file) => file.startsWith('test/e2e/') && takesTarget(file))
      // The selection is by text: it must not miss the journey.
      expect(files).toContain('test/e2e/journey.e2e.test.ts')
      const left = [...excludedTests, ...inconclusiveTests(verdicts, 'endToEnd')]
      const counts = await runVitest(files, service.env, ['--testNamePattern', exclusionPattern(left)])
      expect(counts).toEqual({ passed: expect.any(Number), failed: 0, skipped: left.length })
      expect(counts.passed).toBeGreaterThan(250)
    },
    5 * minute,
  )

  test(
    'passes the smoke run, except for the pages',
    async () => {
      const said = await runSmoke(service, ownSite)
      const failed = said.filter((line) => line.startsWith('✗ ')).map((line) => line.slice(2).replace(/ \(.*/, ''))
      expect(failed).toEqual(inconclusiveTests(verdicts, 'smoke').map(({ test }) => test))
      expect(said.filter((line) => line.startsWith('✓ ')).length).toBeGreaterThan(10)
    },
    2 * minute,
  )
})

describe('the first site', () => {
  test('is created with its administrator by one command, which prints no secret and may be repeated', async () => {
    expect(firstSite.output).toContain('✓ acme is created, with card-payment, identity-check, bank-account.')
    expect(firstSite.output).toContain('✓ ada is created as administrator')
    expect(firstSite.output).toContain(service.stage.backendClientId(ownSite))
    expect(firstSite.exitCode).toBe(0)
    const again = await createSite(service, [...ownAdministrator, '--temporary-password-file', passwordFile(service)])
    expect(again.output).toMatch(/✓ acme already exists\.\n✓ ada already is an administrator\./)
    for (const { output } of [firstSite, again]) expect(output).not.toContain(testPassword)
  })

  test('belongs to its administrator, who must choose a password first', async () => {
    expect(await poolUserState(service, 'ada')).toEqual({
      status: 'FORCE_CHANGE_PASSWORD',
      site: ownSite,
      groups: ['administrator'],
    })
    await service.signIn.token({ siteId: 'test-1', subject: 'worker', profile: 'agent' })
    const worker = ['demo', ownSite, '--administrator', 'worker', '--email', 'worker@example.com']
    expect(await createSite(service, worker)).toEqual({
      exitCode: 1,
      output: expect.stringContaining('worker already exists and works for test-1: choose another name.'),
    })
  })
})

describe('the pages', () => {
  test('are in their bucket, each with its content type and cache lifetime', async () => {
    const { files } = await buildPages()
    const wanted = files.map(({ path, contentType, cacheControl, body }) => ({
      ...{ path, contentType, cacheControl },
      hash: contentHash(body),
    }))
    expect((await pagesIn(service.emulator, service.stage.pagesBucket)).toSorted(byPath)).toEqual(
      wanted.toSorted(byPath),
    )
    expect(files.length).toBeGreaterThan(5)
  })
})

describe('what is stored', () => {
  const changed = (table: 'submissions' | 'data-keys', field: string) => async () => {
    const scene = await newScene(target)
    const form = await scene.submitted()
    await withFlippedBit(service, { table, submissionId: form.submissionId, field }, async () => {
      expect(statusAndCode(await scene.retrieved(form))).toBe('404 not-available')
    })
    expect(statusAndCode(await scene.retrieved(form))).toBe('200 done')
  }
  conclusiveTest('abuse 21: one changed bit in a stored message releases nothing', changed('submissions', 'message'))
  conclusiveTest(
    'abuse 21: one changed bit in a stored wrapped key releases nothing',
    changed('data-keys', 'wrappedKey'),
  )
})

describe('access control', () => {
  poolTriggerTests(() => ({ service, target }))
  conclusiveTest('the edge cannot be bypassed', async () => {
    const { emulator, stage } = service
    const direct = await startDistributionProxy({ emulator, apiId: stage.apiId, apiStage })
    try {
      expect((await fetch(`${direct.origin}/v1/openapi.json`)).status).toBe(403)
    } finally {
      await direct.close()
    }
  })

  conclusiveTest('a password alone signs no one in', async () => {
    const wanted = { siteId: ownSite, subject: 'agent-with-a-password-alone', profile: 'agent' }
    await expect(service.signIn.token(wanted)).rejects.toThrow()
  })
})

describe('an upgrade', () => {
  let scene: Scene
  let form: SubmittedForm
  const physical = async () => {
    const { backendClientId: _, ...rest } = await deployedStage(service.emulator)
    return rest
  }

  test(
    'keeps stored data, sign-ins and addresses',
    async () => {
      scene = await newScene(target)
      form = await scene.submitted()
      const before = await physical()
      await service.deployment.deploy({ ...service.changes, embeddingOrigins: ['https://chat.example.com'] })
      expect(await physical()).toEqual(before)
      const retrieved = await scene.retrieved(form)
      expect(textField(retrieved, 'submissionId')).toBe(form.submissionId)
      expect(retrieved).toMatchObject({ status: 200, body: { answers: { iban: 'DE89370400440532013000' } } })
    },
    3 * minute,
  )
})

describe('a demo that is removed', () => {
  test(
    'leaves nothing but the resources listed here with their reason',
    async () => {
      const { emulator, stage, deployment } = service
      await deployment.destroy()
      const { StackSummaries = [] } = await cloudFormationOf(emulator).send(new ListStacksCommand({}))
      const stacks = StackSummaries.filter(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE')
      // `cdk bootstrap` creates these for every app of the account.
      expect(stacks.map(({ StackName }) => StackName)).toEqual(['CDKToolkit'])
      expect((await dynamoDbOf(emulator).send(new ListTablesCommand({}))).TableNames).toEqual([])
      expect((await cognitoOf(emulator).send(new ListUserPoolsCommand({ MaxResults: 10 }))).UserPools).toEqual([])
      // KMS deletes a key after seven days at the earliest; until then it costs nothing.
      const key = await kmsOf(emulator).send(new DescribeKeyCommand({ KeyId: stage.vaultKeyId }))
      expect(key.KeyMetadata?.KeyState).toBe('PendingDeletion')
      const roles = await signedCall(emulator, 'iam', { Version: '2010-05-08', Action: 'ListRoles' })
      const ours = [...roles.matchAll(/<RoleName>(sealform-demo[^<]*)<\/RoleName>/g)].map(([, name = '']) => name)
      // API Gateway writes the logs of the whole account with it.
      expect(ours.map((name) => name.replace(/-[^-]+$/, ''))).toEqual([expect.stringContaining('LogRole')])
    },
    3 * minute,
  )
})

describe('a production stage', () => {
  conclusiveTest('a production stage refuses to lose data', () => expectNoDataLoss(service), 3 * minute)
})
