import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { agentSettingsOf } from '../../../tools/site/agent-settings.ts'
import { exampleStages } from '../../lib/synthesised.ts'

const folder = mkdtempSync(join(tmpdir(), 'sealform-agent-create-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const issuers = [
  {
    ...{ kind: 'people', issuer: 'https://id.example.com', clientIds: ['workspace'], sites: 'of-this-stage' },
    tokenUse: { by: 'type' },
    claims: { site: 'tenant', subject: 'sub', profile: 'role', session: 'sid', signedInAt: 'auth_time' },
    mfa: { by: 'claim', claim: 'amr', values: ['mfa'] },
  },
]
const file = join(folder, 'stages.json')
const foreign = { ...exampleStages.demo, signIn: { kind: 'issuers', issuers } }
writeFileSync(file, JSON.stringify({ ...exampleStages, foreign }))
const passwordFile = join(folder, 'password')
writeFileSync(passwordFile, 'Correct-horse-1\n')
const email = ['--email', 'agent-7@example.com']
const settingsOf = (...args: string[]) => agentSettingsOf(args, file)

describe('the command line of agent:create', () => {
  test('names a stage, a site, a person and an e-mail address', () => {
    expect(settingsOf('demo', 'acme', 'agent-7', ...email)).toMatchObject({
      stage: { stage: 'demo' },
      siteId: 'acme',
      profile: 'agent',
      agent: { userName: 'agent-7', email: 'agent-7@example.com', temporaryPassword: undefined },
    })
  })

  test('can name another profile, and a file with the password', () => {
    const more = ['--profile', 'agent-manager', '--temporary-password-file', passwordFile]
    expect(settingsOf('demo', 'acme', 'mo', ...email, ...more)).toMatchObject({
      profile: 'agent-manager',
      agent: { temporaryPassword: 'Correct-horse-1' },
    })
  })

  test.each([
    [['demo', 'acme'], 'Specify a stage, one of its sites and the agent'],
    [['demo', 'globex', 'agent-7', ...email], 'The stage demo has the sites acme, but not globex'],
    [['demo', 'acme', 'a\nb', ...email], 'The name must be'],
    [['demo', 'acme', 'agent-7'], '--email must be the address of the agent.'],
    [['demo', 'acme', 'agent-7', ...email, '--profile', 'A B'], '--profile must be'],
    [['foreign', 'acme', 'agent-7', ...email], 'The people of foreign are created at its issuer'],
  ])('rejects %j with the reason', (args, sentence) => {
    expect(() => settingsOf(...args)).toThrow(sentence)
  })
})
