import { expect, test } from 'vitest'
import { settingsOf as exportSettingsOf } from '../../../tools/audit/export-settings.ts'
import { settingsOf } from '../../../tools/audit/verify-settings.ts'
import { UsageFailure } from '../../../tools/usage-failure.ts'

const folder = import.meta.dirname
const file = import.meta.filename

test.each([
  [[], 'Specify the folder of an audit archive, or a table with --table: npm run audit:verify -- .local/archive'],
  [['a', 'b'], "Unexpected argument 'b'; --help shows the usage."],
  [['a', '--table', 'b'], 'Specify a folder or --table, not both.'],
  [['nowhere'], 'The folder nowhere does not exist.'],
  [[file], `${file} is a file, but an audit archive is a folder.`],
  [[folder], `The folder ${folder} is not an audit archive: it has no audit/ and no checkpoints/.`],
  [['--table', 'a', '--checkpoints', 'nowhere'], 'The folder nowhere does not exist.'],
  [['--table', 'a', '--checkpoints', folder], `The folder ${folder} is not an audit archive: it has no checkpoints/.`],
  [['--nope'], "Unknown option '--nope'; --help lists the options."],
  [['--site'], "Option '--site <value>' argument missing; --help lists the options."],
  [['a', '--site', 'A!'], '--site is A!, which is not a valid site id.'],
  [['a', '--first-checkpoint', '0'], '--first-checkpoint is 0, but must be a whole number of at least 1.'],
  ...[
    ['--checkpoints', 'b'],
    ['--known-checkpoint', 'a'.repeat(64)],
    ['--first-checkpoint', '2'],
  ].map((about): [string[], string] => [
    ['a', '--no-checkpoints', ...about],
    '--no-checkpoints cannot be combined with other options about checkpoints.',
  ]),
  [['a', '--known-checkpoint', 'abc'], '--known-checkpoint must be a hash: 64 characters 0–9 and a–f.'],
])('audit:verify refuses the arguments %j with a one-sentence error message', (args, sentence) => {
  expect(() => settingsOf(args)).toThrow(new UsageFailure(sentence))
})

test.each([
  [[], 'Specify one of --bucket, --folder and --table; --help shows the usage.'],
  [['--bucket', 'a', '--table', 'b'], 'Specify one of --bucket, --folder and --table; --help shows the usage.'],
  [['--bucket', 'a'], 'Specify the folder to write to: --to <folder>.'],
  [['--folder', 'nowhere', '--to', 'b'], 'The folder nowhere is not an audit archive: it has no audit/.'],
  [['--bucket', 'a', '--to', 'b', '--site', 'A!'], '--site is A!, which is not a valid site id.'],
])('audit:export refuses the arguments %j with a one-sentence error message', (args, sentence) => {
  expect(() => exportSettingsOf(args)).toThrow(new UsageFailure(sentence))
})

test('audit:verify accepts a table at any endpoint', () => {
  expect(settingsOf(['--table', 'a', '--endpoint', 'http://127.0.0.1:8000', '--site', '-'])).toEqual({
    json: false,
    source: { table: 'a', endpoint: 'http://127.0.0.1:8000', region: undefined },
    site: '-',
    firstCheckpoint: 1,
  })
})
