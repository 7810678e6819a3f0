/**
 * The analysis tools: for templates, two from PyPI and a program inside an npm package; for the HTTP contract, one from
 * PyPI.
 */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { run } from './command.ts'
import { pythonEnvironment } from './python.ts'
import type { Unavailable } from './unavailable.ts'

export interface Tools {
  readonly env: Readonly<Record<string, string>>
  readonly unavailable: readonly Unavailable[]
}

/** Never throws for an unavailable tool. */
export function findTools(): Tools {
  const env: Record<string, string> = {}
  const unavailable: Unavailable[] = []
  const attempt = (name: string, find: () => Readonly<Record<string, string>>) => {
    try {
      Object.assign(env, find())
    } catch (error) {
      unavailable.push({ name, why: error instanceof Error ? error.message : String(error) })
    }
  }
  attempt('cfn-lint', () => ({ CFN_LINT_PYTHON: join(pythonEnvironment('cfn-lint'), 'bin/python') }))
  attempt('checkov', () => ({ CHECKOV_PYTHON: join(pythonEnvironment('checkov'), 'bin/python') }))
  attempt('cfn-guard', findGuard)
  attempt('schemathesis', () => ({ SCHEMATHESIS_PYTHON: join(pythonEnvironment('schemathesis'), 'bin/python') }))
  return { env, unavailable }
}

/**
 * AWS packages the program for Linux and macOS, together with the rules of Control Tower. The registry's PCI DSS rules
 * are in no package registry. https://github.com/aws-cloudformation/aws-guard-rules-registry
 */
function findGuard(): Readonly<Record<string, string>> {
  const folder = dirname(createRequire(import.meta.url).resolve('@cdklabs/cdk-validator-cfnguard/package.json'))
  const system = { linux: 'ubuntu', darwin: 'macos' }[process.platform === 'darwin' ? 'darwin' : 'linux']
  const program = join(folder, 'bin', system, process.arch === 'arm64' ? 'aarch64' : 'x86_64', 'cfn-guard')
  const rules = join(folder, 'rules/control-tower/cfn-guard')
  if (!existsSync(rules)) throw new Error('the package holds no rules')
  run(program, ['--version'])
  return { CFN_GUARD: program, CFN_GUARD_RULES: rules }
}
