import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { SiteId } from '../../../contracts/identifiers.ts'
import { Fault } from '../../../lambdas/core/fault.ts'
import { stageSettings } from '../../../lib/stage-settings.ts'
import { externalIssuerLines } from '../../../tools/site/next-steps.ts'
import { settingsOf, usage } from '../../../tools/site/settings.ts'
import { failureOf, StageFailure } from '../../../tools/stage/stage-failure.ts'
import { exampleStages } from '../../lib/synthesised.ts'

const folder = mkdtempSync(join(tmpdir(), 'sealform-site-create-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const people = {
  kind: 'people',
  issuer: 'https://id.example.com',
  clientIds: ['workspace'],
  sites: 'of-this-stage',
  tokenUse: { by: 'type' },
  claims: { site: 'tenant', subject: 'sub', profile: 'role', session: 'sid', signedInAt: 'auth_time' },
  mfa: { by: 'claim', claim: 'amr', values: ['mfa', 'hwk'] },
}
const foreign = { ...exampleStages.demo, signIn: { kind: 'issuers', issuers: [people] } }
const file = join(folder, 'stages.json')
writeFileSync(file, JSON.stringify({ ...exampleStages, foreign }))

const passwordFile = join(folder, 'password')
writeFileSync(passwordFile, 'Correct-horse-1\n')

const ada = ['--administrator', 'ada', '--email', 'ada@example.com']
const given = (...args: string[]) => settingsOf(args, file)
const wrong = (...args: string[]) => {
  try {
    given(...args)
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : ''
  }
  return 'nothing is wrong'
}

describe('the command line of site:create', () => {
  test('names a stage, one of its sites and an administrator', () => {
    expect(given('demo', 'acme', ...ada, '--name', 'Acme & Sons')).toMatchObject({
      stage: { stage: 'demo', region: 'us-east-1' },
      siteId: 'acme',
      name: 'Acme & Sons',
      administrator: { userName: 'ada', email: 'ada@example.com', temporaryPassword: undefined },
    })
  })

  test('reads a password from a file, never from an argument', () => {
    expect(given('demo', 'acme', ...ada, '--temporary-password-file', passwordFile)).toMatchObject({
      administrator: { temporaryPassword: 'Correct-horse-1' },
    })
    expect(wrong('demo', 'acme', ...ada, '--temporary-password', 'x')).toMatch(/^UsageFailure: Unknown option/)
  })

  test('requires no administrator if the stage has its own issuer', () => {
    expect(given('foreign', 'acme')).toMatchObject({ siteId: 'acme', administrator: undefined })
    expect(wrong('foreign', 'acme', ...ada)).toContain('are created at its issuer')
  })

  test('has a usage text that states the requirements', () => {
    for (const word of ['--administrator', '--email', '--temporary-password-file', 'Exit code']) {
      expect(usage).toContain(word)
    }
  })

  test.each([
    [[], 'Specify a stage and one of its sites'],
    [['demo'], 'Specify a stage and one of its sites'],
    [['demo', 'acme', 'globex'], "Unexpected argument 'globex'"],
    [['demmo', 'acme'], 'stage is "demmo", but must be one of the stages in stages.json'],
    [
      ['demo', 'globex'],
      'The stage demo has the sites acme, but not globex: add it to sites in stages.json and deploy.',
    ],
    [['demo', 'Acme'], 'but not Acme'],
    [['demo', 'acme'], '--administrator must be'],
    [['demo', 'acme', '--administrator', 'a b'], '--administrator must be'],
    [['demo', 'acme', '--administrator', 'ada'], '--email must be'],
    [['demo', 'acme', '--administrator', 'ada', '--email', 'ada'], '--email must be'],
    [['demo', 'acme', ...ada, '--name', ' '], '--name must have'],
    [['demo', 'acme', ...ada, '--temporary-password-file', 'nowhere'], 'cannot be read'],
  ])('%j is rejected with the reason', (args, sentence) => {
    expect(wrong(...args)).toMatch(/^UsageFailure: /)
    expect(wrong(...args)).toContain(sentence)
  })
})

describe('a failure of site:create', () => {
  test('is reported in one sentence with the underlying cause', () => {
    const denied = Object.assign(new Error('User x is not authorized to perform: dynamodb:PutItem'), {
      name: 'AccessDeniedException',
    })
    expect(failureOf(new Fault('storage-failed', denied)).message).toBe(
      'AWS refused it: AccessDeniedException User x is not authorized to perform: dynamodb:PutItem',
    )
    const none = Object.assign(new Error('Could not load credentials'), { name: 'CredentialsProviderError' })
    expect(failureOf(none).message).toBe('There are no AWS credentials, or they cannot be read.')
    expect(failureOf(new StageFailure('ada works for globex.')).message).toBe('ada works for globex.')
  })
})

test('if the stage has its own issuer, the command prints the claims of an administrator’s token', () => {
  const stage = stageSettings('foreign', { foreign })
  const lines = externalIssuerLines(stage, SiteId.parse('acme')).join('\n')
  for (const claim of ['tenant: acme', 'role: administrator', 'amr: mfa or hwk', 'at+jwt', 'https://id.example.com']) {
    expect(lines).toContain(claim)
  }
  const other = stageSettings('foreign', {
    foreign: {
      ...foreign,
      sites: ['acme', 'globex'],
      signIn: { kind: 'issuers', issuers: [{ ...people, sites: ['globex'] }] },
    },
  })
  expect(externalIssuerLines(other, SiteId.parse('acme')).join()).toContain('No issuer of people may speak for acme')
})
