/**
 * The analysis tools: for templates, two from PyPI and a program inside an npm package; for the HTTP contract, one from
 * PyPI, the linters of its documents, and the generators of clients.
 */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { run, succeeds } from './command.ts'
import { npmFolder } from './npm.ts'
import { pythonEnvironment } from './python.ts'
import { type Dependencies, findEach } from './unavailable.ts'

export const findTools = (): Dependencies =>
  findEach({
    'cfn-lint': () => ({ CFN_LINT_PYTHON: join(pythonEnvironment('cfn-lint'), 'bin/python') }),
    checkov: () => ({ CHECKOV_PYTHON: join(pythonEnvironment('checkov'), 'bin/python') }),
    'cfn-guard': findGuard,
    'Redocly, Spectral and openapi-typescript': () => ({ CONTRACT_TOOLS: npmFolder('contract-tools') }),
    'openapi-python-client': () => ({
      CLIENT_PYTHON: join(pythonEnvironment('openapi-python-client'), 'bin/python'),
    }),
    Go: findGo,
    schemathesis: () => ({ SCHEMATHESIS_PYTHON: join(pythonEnvironment('schemathesis'), 'bin/python') }),
  })

/** Go, or its package on PyPI. pip's script for it names the folder before its renaming, so it is not used. */
function findGo(): Readonly<Record<string, string>> {
  if (succeeds('go', ['version'])) return { GO_PROGRAM: 'go' }
  const python = join(pythonEnvironment('go'), 'bin/python')
  const folder = run(python, ['-c', 'import go; print(go.__path__[0])']).trim()
  return { GO_PROGRAM: join(folder, 'bin/go') }
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
