import { expect, test } from 'vitest'
import { exportSettingsOf } from '../../../tools/audit/export-settings.ts'
import { UsageFailure } from '../../../tools/audit/usage-failure.ts'
import { settingsOf } from '../../../tools/audit/verify-settings.ts'

test.each([
  [[], 'Name one folder, or a table: --help tells more.'],
  [['a', 'b'], 'Name one folder, or a table: --help tells more.'],
  [['a', '--table', 'b'], 'Name one folder, or a table: --help tells more.'],
  [['nowhere'], 'There is no audit and no checkpoints in nowhere.'],
  [['--table', 'a', '--checkpoints', 'nowhere'], 'There is no checkpoints in nowhere.'],
  [['--site'], "Option '--site <value>' argument missing."],
  [['a', '--site', 'A!'], '--site is A!, which is no id of a site.'],
  [['a', '--first-checkpoint', '0'], '--first-checkpoint is 0, but it is a number from 1 on.'],
  ...[
    ['--checkpoints', 'b'],
    ['--known-checkpoint', 'a'.repeat(64)],
    ['--first-checkpoint', '2'],
  ].map((about): [string[], string] => [
    ['a', '--no-checkpoints', ...about],
    '--no-checkpoints and another option about checkpoints contradict each other.',
  ]),
  [['a', '--known-checkpoint', 'abc'], '--known-checkpoint is no hash: 64 digits of 0–9 and a–f.'],
])('verifying %j is refused with one sentence', (args, sentence) => {
  expect(() => settingsOf(args)).toThrow(new UsageFailure(sentence))
})

test.each([
  [[], 'Name one of --bucket, --folder and --table: --help tells more.'],
  [['--bucket', 'a', '--table', 'b'], 'Name one of --bucket, --folder and --table: --help tells more.'],
  [['--bucket', 'a'], 'Say where to copy it: --to <folder>.'],
  [['--folder', 'nowhere', '--to', 'b'], 'There is no audit in nowhere.'],
  [['--bucket', 'a', '--to', 'b', '--site', 'A!'], '--site is A!, which is no id of a site.'],
])('exporting %j is refused with one sentence', (args, sentence) => {
  expect(() => exportSettingsOf(args)).toThrow(new UsageFailure(sentence))
})

test('a table may be anywhere', () => {
  expect(settingsOf(['--table', 'a', '--endpoint', 'http://127.0.0.1:8000', '--site', '-'])).toEqual({
    source: { table: 'a', endpoint: 'http://127.0.0.1:8000', region: undefined },
    site: '-',
    firstCheckpoint: 1,
  })
})
