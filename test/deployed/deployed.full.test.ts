// full: needs Python and Redis or Valkey, to deploy the whole service into an emulated account
import { execFile } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CloudFormationClient, ListStacksCommand, ValidateTemplateCommand } from '@aws-sdk/client-cloudformation'
import { ListUserPoolsCommand } from '@aws-sdk/client-cognito-identity-provider'
import { ListTablesCommand } from '@aws-sdk/client-dynamodb'
import { DescribeKeyCommand } from '@aws-sdk/client-kms'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newScene, type Scene, type SubmittedForm } from '../e2e/scene.ts'
import type { Target } from '../e2e/target.ts'
import { textIn } from '../e2e/wire.ts'
import { testFiles } from '../runner/test-files.ts'
import { runVitest } from '../runner/vitest-run.ts'
import { behaviours, probe } from './behaviours.ts'
import { cloudFormationOf, cognitoOf, dynamoDbOf, kmsOf } from './clients.ts'
import { type DemoService, ownSite, startDemoService } from './demo-service.ts'
import { deployedStage } from './deployed-stage.ts'
import { allButThese, differences, smokeDifferences } from './differences.ts'
import { leftOut } from './left-out.ts'
import { signedCall } from './signed-call.ts'

const minute = 60_000
const root = join(import.meta.dirname, '../..')
let service: DemoService
let target: Target
let close = async () => {}

beforeAll(async () => {
  const { HOLDING_SERVER: holding = '', EMULATOR_PYTHON: python = '' } = process.env
  service = await startDemoService({ holding, python })
  close = service.close
  const { origin, signIn } = service
  target = { origin, newSiteId: async () => ownSite, token: signIn.token, close: async () => {} }
}, 5 * minute)
afterAll(() => close())

describe('the emulated account', () => {
  test('keeps and pretends what we think it does', async () => {
    const verdicts = await probe(service.emulator)
    const expected = behaviours.map(({ sentence, expected }) => ({ sentence, found: expected }))
    expect(verdicts.map(({ sentence, found }) => ({ sentence, found }))).toEqual(expected)
  })

  const typesIn = (folder: string): ReadonlySet<string> =>
    new Set(
      globSync('*.template.json', { cwd: folder }).flatMap((file) => {
        const { Resources } = JSON.parse(readFileSync(join(folder, file), 'utf8'))
        return Object.values<{ Type: string }>(Resources).map(({ Type }) => Type)
      }),
    )

  test('lacks what is left out, which the service has', async () => {
    const types = typesIn(service.templatesFolder)
    expect(Object.keys(leftOut).filter((type) => !types.has(type))).toEqual([])
    const client: CloudFormationClient = cloudFormationOf(service.emulator)
    const lacks = async (Type: string): Promise<boolean> => {
      const TemplateBody = JSON.stringify({ Resources: { One: { Type } } })
      const failure = await client.send(new ValidateTemplateCommand({ TemplateBody })).catch((error: unknown) => error)
      return failure instanceof Error && failure.message.includes(`Unrecognized resource types: [${Type}]`)
    }
    // Of resources that a function makes the emulator says nothing beforehand.
    for (const type of Object.keys(leftOut).filter((type) => type.startsWith('AWS::'))) {
      expect([type, await lacks(type)]).toEqual([type, true])
    }
  })
})

describe('the deployed service', () => {
  const takesTarget = (file: string) => readFileSync(join(root, file), 'utf8').includes('await startTarget()')

  test(
    'passes the end-to-end suite',
    async () => {
      const files = testFiles().filter((file) => file.startsWith('test/e2e/') && takesTarget(file))
      const counts = await runVitest(files, service.env, ['--testNamePattern', allButThese])
      expect(counts).toEqual({ passed: expect.any(Number), failed: 0, skipped: differences.length })
      expect(counts.passed).toBeGreaterThan(250)
    },
    5 * minute,
  )

  test(
    'passes the smoke run, but for the pages',
    async () => {
      const token = (subject: string, profile: string) => service.signIn.token({ siteId: ownSite, subject, profile })
      const env = {
        ...process.env,
        SEALFORM_BACKEND_TOKEN: await token('', 'chat-backend'),
        SEALFORM_AGENT_TOKEN: await token('smoke-agent', 'agent'),
        SEALFORM_OTHER_AGENT_TOKEN: await token('smoke-other-agent', 'agent'),
      }
      const args = [join(root, 'bin/smoke.ts'), '--url', service.origin, '--agent-id', 'smoke-agent']
      const said = (await saidBy(args, env)).split('\n')
      const failed = said.filter((line) => line.startsWith('✗ ')).map((line) => line.slice(2).replace(/ \(.*/, ''))
      expect(failed).toEqual(smokeDifferences.map(({ test }) => test))
      expect(said.filter((line) => line.startsWith('✓ ')).length).toBeGreaterThan(10)
    },
    2 * minute,
  )
})

describe('an upgrade', () => {
  let scene: Scene
  let form: SubmittedForm
  const physical = async () => {
    const { backendClientId: _, ...rest } = await deployedStage(service.emulator)
    return rest
  }

  test(
    'keeps what is stored, who may sign in and where everything is',
    async () => {
      scene = await newScene(target)
      form = await scene.submitted()
      const before = await physical()
      await service.deployment.deploy({ ...service.changes, embeddingOrigins: ['https://chat.example.com'] })
      expect(await physical()).toEqual(before)
      const retrieved = await scene.retrieved(form)
      expect(textIn(retrieved, 'submissionId')).toBe(form.submissionId)
      expect(retrieved).toMatchObject({ status: 200, body: { answers: { iban: 'DE89370400440532013000' } } })
    },
    3 * minute,
  )
})

describe('a demo that is removed', () => {
  test(
    'leaves nothing but what stands here with its reason',
    async () => {
      const { emulator, stage, deployment } = service
      await deployment.destroy()
      const { StackSummaries = [] } = await cloudFormationOf(emulator).send(new ListStacksCommand({}))
      const stacks = StackSummaries.filter(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE')
      // What `cdk bootstrap` made is for every app of the account.
      expect(stacks.map(({ StackName }) => StackName)).toEqual(['CDKToolkit'])
      expect((await dynamoDbOf(emulator).send(new ListTablesCommand({}))).TableNames).toEqual([])
      expect((await cognitoOf(emulator).send(new ListUserPoolsCommand({ MaxResults: 10 }))).UserPools).toEqual([])
      // KMS deletes no key at once; in the seven days until it does, the key costs nothing.
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

/** What it printed. Meanwhile this process answers: what it asks comes by here. */
function saidBy(args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env }, (_failure, stdout, stderr) => resolve(stdout + stderr))
  })
}
