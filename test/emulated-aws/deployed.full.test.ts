// full: needs Python and Redis or Valkey, to deploy the whole service into an emulated account
import { execFile } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ListStacksCommand } from '@aws-sdk/client-cloudformation'
import { ListUserPoolsCommand } from '@aws-sdk/client-cognito-identity-provider'
import { ListTablesCommand } from '@aws-sdk/client-dynamodb'
import { DescribeKeyCommand } from '@aws-sdk/client-kms'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { protocol } from '../../contracts/protocol.ts'
import { buildPages } from '../../lib/edge/pages/build-pages.ts'
import { contentHash } from '../../lib/edge/pages/page-file.ts'
import type { CommandResult } from '../full/terminal.ts'
import { statusAndCode } from '../kit/http-client.ts'
import type { Service } from '../kit/service.ts'
import { bankAnswers, newSite } from '../kit/site.ts'
import { cloudFormationOf, cognitoOf, dynamoDbOf, kmsOf } from './clients.ts'
import { type DemoService, ownSite, startDemoService } from './demo-service.ts'
import { deployedStage } from './deployed-stage.ts'
import { succeeded } from './deployment.ts'
import { documentedCommandTests } from './documented-commands.ts'
import { emulatorGaps } from './emulator-gaps.ts'
import { enforcementTests } from './enforcement-tests.ts'
import { differentInAws, exclusionPattern, inconclusiveTests } from './inconclusive-tests.ts'
import { byPath, pagesIn } from './pages-bucket.ts'
import { poolTriggerTests } from './pool-trigger-tests.ts'
import { expectNoDataLoss } from './production-stage.ts'
import { proofTests } from './proof-tests.ts'
import { testPassword } from './sign-in.ts'
import { signedCall } from './signed-call.ts'
import { createSite, passwordFile, poolUserState } from './site-creation.ts'
import { runSmoke } from './smoke-run.ts'
import { withFlippedBit } from './stored-bytes.ts'

const minute = 60_000
const root = join(import.meta.dirname, '../..')
let service: DemoService
let target: Service
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
}, 10 * minute)
afterAll(() => close())

/** Skips the test, with the reason, if its result does not count in the emulated account. */
const conclusiveTest = (name: string, run: () => Promise<void>) => {
  const inconclusive = inconclusiveTests('deployed').find(({ test }) => test === name)
  test(name, async ({ skip }) => {
    if (inconclusive) skip(inconclusive.because)
    await run()
  })
}

describe('the emulated account', () => {
  enforcementTests(() => service.emulator)

  for (const { aws, probe } of emulatorGaps) {
    test(`does not yet support what AWS does: ${aws}`, async () => {
      expect(await probe(service), 'The emulator does it now: delete the row in emulator-gaps.ts').toBe(false)
    })
  }

  test('has a list of gaps that names only existing resource types and tests', () => {
    const templates = globSync('*.template.json', { cwd: service.templatesFolder })
      .map((file) => readFileSync(join(service.templatesFolder, file), 'utf8'))
      .join()
    const types = emulatorGaps.flatMap(({ resourceType = [] }) => resourceType)
    expect(types.filter((type) => !templates.includes(`"Type": "${type.replace(/ .*/, '')}"`))).toEqual([])
    const source = readFileSync(import.meta.filename, 'utf8')
    expect(inconclusiveTests('deployed').filter(({ test }) => !source.includes(`'${test}'`))).toEqual([])
  })
})

describe('the deployed service', () => {
  const takesTarget = (file: string) => readFileSync(join(root, file), 'utf8').includes('await startService(')

  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'e2e']
  const runEndToEndTests = (args: readonly string[], env: Readonly<Record<string, string>>) =>
    new Promise<string>((done) => {
      const options = { cwd: root, env: { ...process.env, ...env }, maxBuffer: Number.POSITIVE_INFINITY }
      execFile(process.execPath, [...vitest, ...args], options, (_, output, errors) => done(`${errors}${output}`))
    })

  test(
    'passes the end-to-end suite',
    async () => {
      const files = globSync('test/e2e/**/*.e2e.test.ts', { cwd: root }).filter(takesTarget)
      // The selection is by text: it must not miss the journey.
      expect(files).toContain('test/e2e/journey.e2e.test.ts')
      const excluded = [...differentInAws, ...inconclusiveTests('endToEnd')]
      const output = await runEndToEndTests([...files, '--testNamePattern', exclusionPattern(excluded)], service.env)
      const [, passed, failed, skipped] = /\n(\d+) passed, (\d+) failed, (\d+) skipped\n$/.exec(output) ?? []
      expect({ failed, skipped }, output).toEqual({ failed: '0', skipped: `${excluded.length}` })
      expect(Number(passed)).toBeGreaterThan(250)
    },
    5 * minute,
  )

  test(
    'passes the smoke run, except for the checks that the emulator cannot pass',
    async () => {
      const output = await runSmoke(service, ownSite)
      const failed = output.filter((line) => line.startsWith('✗ ')).map((line) => line.slice(2).replace(/ \(.*/, ''))
      expect(failed).toEqual(inconclusiveTests('smoke').map(({ test }) => test))
      expect(output.filter((line) => line.startsWith('✓ ')).length).toBeGreaterThan(10)
    },
    2 * minute,
  )
})

documentedCommandTests(() => service)
proofTests(() => service)

describe('the first site', () => {
  test('is created with its administrator by one command, which prints no secret and can be repeated', async () => {
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
      output: expect.stringContaining('worker already exists for the site test-1: choose another name.'),
    })
  })
})

describe('an agent', () => {
  test('is created by one command, which prints no secret and can be repeated', async () => {
    const wanted = ['demo', ownSite, 'agent-of-acme', '--email', 'agent-of-acme@example.com']
    const command = ['agent:create', '--', ...wanted, '--temporary-password-file', passwordFile(service)]
    const first = await succeeded(service.deployment.npmRun(command))
    expect(first.output).toContain('✓ agent-of-acme is created with the profile agent of acme')
    const again = await succeeded(service.deployment.npmRun(command))
    expect(again.output).toContain('✓ agent-of-acme already exists with the profile agent of acme.')
    for (const { output } of [first, again]) expect(output).not.toContain(testPassword)
    expect(await poolUserState(service, 'agent-of-acme')).toEqual({
      status: 'FORCE_CHANGE_PASSWORD',
      site: ownSite,
      groups: ['agent'],
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

describe('stored data', () => {
  const changed = (table: 'submissions' | 'data-keys', field: string) => async () => {
    const site = await newSite(target)
    const form = await site.submitForm()
    const { submissionId } = form
    await withFlippedBit(service, { table, submissionId, field }, async () => {
      const retrieveKey = await site.issueRetrieveKey(form)
      expect(statusAndCode(await site.attempt.retrieve(submissionId, retrieveKey))).toBe('404 not-available')
    })
    expect(await site.retrieve(form)).toMatchObject({ answers: bankAnswers })
  }
  test('abuse 21: is not released while one bit of a stored message is changed', changed('submissions', 'message'))
  conclusiveTest(
    'abuse 21: is not released while one bit of a stored wrapped key is changed',
    changed('data-keys', 'wrappedKey'),
  )
})

describe('access control', () => {
  poolTriggerTests(() => ({ service, target }))
  conclusiveTest(
    'rejects a request that bypasses the distribution, and says so in the format of the contract',
    async () => {
      const { directOrigin } = service
      for (const { method, path } of [protocol['get-openapi'], protocol['list-forms'], protocol['open-form']]) {
        for (const referrer of [undefined, 'https://example.com/', '*']) {
          const headers = { Authorization: 'Bearer none', ...(referrer && { Referer: referrer }) }
          const response = await fetch(`${directOrigin}${path}`, { method, headers })
          expect(response.status).toBe(403)
          expect(await response.json()).toMatchObject({ code: 'not-permitted' })
          expect(response.headers.has('access-control-allow-origin')).toBe(false)
        }
      }
    },
  )

  conclusiveTest('rejects a sign-in with a password alone', async () => {
    const wanted = { siteId: ownSite, subject: 'agent-with-a-password-alone', profile: 'agent' }
    await expect(service.signIn.token(wanted)).rejects.toThrow()
  })
})

describe('an upgrade', () => {
  const physical = async () => {
    const { backendClientId: _, ...rest } = await deployedStage(service.emulator)
    return rest
  }

  test(
    'keeps stored data, sign-ins and addresses',
    async () => {
      const site = await newSite(target)
      const form = await site.submitForm()
      const before = await physical()
      service.deployment.change({ ...service.changes, embeddingOrigins: ['https://chat.example.com'] })
      const { output } = await succeeded(service.deployment.npmRun(['deploy', '--', 'demo', '--yes']))
      expect(output).toContain('1 of 14 stacks differ')
      expect(await physical()).toEqual(before)
      expect(await site.retrieve(form)).toMatchObject({ submissionId: form.submissionId, answers: bankAnswers })
    },
    6 * minute,
  )
})

describe('a removed demo', () => {
  test(
    'leaves only the listed resources, each of which has a reason',
    async () => {
      const { emulator, stage, deployment } = service
      const destroyed = await succeeded(deployment.npmRun(['destroy', '--', 'demo'], 'y'))
      expect(destroyed.output).toContain('Removed 14 stacks of the stage demo')
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
    6 * minute,
  )
})

describe('a production stage', () => {
  test('loses no data when its stacks are deleted', () => expectNoDataLoss(service), 6 * minute)
})
