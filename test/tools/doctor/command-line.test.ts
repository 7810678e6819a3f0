import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { settingsOf, usage } from '../../../tools/doctor/settings.ts'
import { UsageFailure } from '../../../tools/usage-failure.ts'

const root = resolve(import.meta.dirname, '../../..')
const stagesFile = join(root, 'stages.example.json')
const folder = mkdtempSync(join(tmpdir(), 'sealform-doctor-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the doctor command', () => {
  test('takes a stage and an output format', () => {
    const stage = expect.objectContaining({ stage: 'demo', account: '111122223333' })
    expect(settingsOf(['demo'], stagesFile)).toEqual({ kind: 'check', stage, json: false, profile: undefined })
    expect(settingsOf(['demo', '--json', '--profile', 'pci'], stagesFile)).toEqual({
      kind: 'check',
      stage,
      json: true,
      profile: 'pci',
    })
    expect(settingsOf(['--policy'])).toEqual({ kind: 'policy' })
  })

  test('refuses a missing or an unknown stage', () => {
    expect(() => settingsOf([], stagesFile)).toThrow(UsageFailure)
    expect(() => settingsOf(['none'], stagesFile)).toThrow(/stage is "none"/)
    expect(() => settingsOf(['demo', 'production'], stagesFile)).toThrow(UsageFailure)
  })

  test('explains every exit code in its usage', () => {
    expect(usage).toMatch(/0 no problem, 1 a problem, 2 the command line is wrong/)
  })
})

/** The command in a process that finds no credentials but those of this configuration. */
const doctor = (configuration: string, ...args: readonly string[]) => {
  const config = join(folder, 'config')
  writeFileSync(config, configuration)
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(root, 'bin/doctor.ts'), 'demo', ...args], {
    encoding: 'utf8',
    env: {
      ...{ PATH: process.env.PATH, HOME: folder, SEALFORM_STAGES: stagesFile, AWS_EC2_METADATA_DISABLED: 'true' },
      ...{ AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: join(folder, 'none') },
    },
  })
  return { stdout, stderr, status }
}

const ssoProfile = `[profile pci]
sso_session = company
sso_account_id = 111122223333
sso_role_name = Reader
[sso-session company]
sso_region = us-east-1
sso_start_url = https://example.awsapps.com/start
`

test.each([
  [
    '',
    [],
    'There are no AWS credentials: set AWS_PROFILE or give --profile, and sign in with aws sso login if the profile needs it.\n',
  ],
  [
    '',
    ['--profile', 'pci'],
    'The AWS profile pci has no credentials: check its name, and sign in with aws sso login --profile pci if it needs that.\n',
  ],
  [ssoProfile, ['--profile', 'pci'], 'The AWS sign-in is missing or has expired: run aws sso login --profile pci.\n'],
])(
  'without credentials, the doctor command prints a one-sentence error message and exits with 2',
  (configuration, args, sentence) => {
    expect(doctor(configuration, ...args)).toEqual({ stdout: '', stderr: sentence, status: 2 })
  },
)
