/**
 * The CDK cannot ask while it deploys several stacks at once, and asks by default:
 * https://github.com/aws/aws-cdk/pull/20345
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import {
  bootstrapArguments,
  deployArguments,
  destroyArguments,
  diffArguments,
  synthArguments,
} from '../../../tools/cdk/cdk-arguments.ts'

const optionValue = (args: readonly string[], option: string): string | undefined =>
  args.find((_, place) => args[place - 1] === option)

/** Whether the CDK would stop at the first change that broadens permissions. */
const stopsForApproval = (args: readonly string[]): boolean =>
  Number(optionValue(args, '--concurrency') ?? 1) > 1 && optionValue(args, '--require-approval') !== 'never'

test('the check of this test detects arguments with which the CDK deploys several stacks at once and may have to ask for approval', () => {
  expect(stopsForApproval(['deploy', '--all', '--concurrency', '4'])).toBe(true)
  expect(stopsForApproval(['deploy', '--all', '--concurrency', '4', '--require-approval', 'any-change'])).toBe(true)
  expect(stopsForApproval(['deploy', '--all'])).toBe(false)
})

test('no command lets the CDK deploy several stacks at once and ask for approval', () => {
  const commands = [
    synthArguments('demo', []),
    diffArguments('demo', []),
    deployArguments('demo', []),
    destroyArguments('demo', []),
    bootstrapArguments({ account: '111122223333', region: 'us-east-1' }, []),
  ]
  expect(commands.filter((args) => args.includes('--concurrency'))).toHaveLength(1)
  expect(commands.filter(stopsForApproval)).toEqual([])
})

test('the CDK in the lockfile still refuses to deploy several stacks at once and ask for approval', () => {
  const { resolve } = createRequire(import.meta.url)
  const source = readFileSync(join(dirname(resolve('aws-cdk/package.json')), 'lib/index.js'), 'utf8')
  expect(source).toContain('but concurrency is greater than 1 so we are unable to get a confirmation from the user')
})
