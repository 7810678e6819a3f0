/** Skips a test file that needs a browser or a service which is not available here, and states the reason. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Plugin } from 'vitest/config'

/** A test needs a service if it, or a file that it imports, mentions the variable that says where the service is. */
const serviceVariables = [
  'DYNAMODB_ENDPOINTS',
  'KMS_ENDPOINT',
  'KMS_ENDPOINTS',
  'HOLDING_URL',
  'HOLDING_TLS_URL',
  'HOLDING_SERVER',
  'EMULATOR_PYTHON',
  'CFN_LINT_PYTHON',
  'CHECKOV_PYTHON',
  'CFN_GUARD',
  'SCHEMATHESIS_PYTHON',
  'CONTRACT_TOOLS',
  'CLIENT_PYTHON',
  'GO_PROGRAM',
]

/** The same for the browsers besides Chromium. */
const browserVariables = ['FIREFOX_PROGRAM', 'WEBKIT_DRIVER']

/** Set to `no` by the global set-up if no Chromium starts. */
export const chromiumVariable = 'SEALFORM_TEST_CHROMIUM'

export const needsChromium = (file: string) => mentions(file, 'launchChromium')
export const needsBrowsers = (file: string) => browserVariables.some((variable) => mentions(file, variable))
export const needsServices = (file: string) => serviceVariables.some((variable) => mentions(file, variable))

/** The reason in the first line of a full test: `// full: needs a Redis or Valkey server`. */
export const reasonForFull = (file: string): string =>
  /^\/\/ full: (.*)/.exec(parse(file).source)?.[1] ?? 'needs more than Node'

/** Replaces such a file by one skipped test. In CI, which has to provide everything, a full test fails instead. */
export const skipFilesWithMissingDependencies = (): Plugin => ({
  name: 'skip-files-with-missing-dependencies',
  enforce: 'pre',
  load(id) {
    if (!id.endsWith('.test.ts')) return undefined
    const missing = missingDependencies(id)
    if (missing.length === 0) return undefined
    const note = JSON.stringify(`${missing.join(', ')} not available`)
    const end = process.env.CI === 'true' && id.endsWith('.full.test.ts') ? `throw new Error(${note})` : `skip(${note})`
    return `import { test } from 'vitest'\ntest('the whole file', ({ skip }) => { ${end} })`
  },
})

const missingDependencies = (file: string): readonly string[] => [
  ...[...serviceVariables, ...browserVariables].filter(
    (variable) => !(variable in process.env) && mentions(file, variable),
  ),
  ...(process.env[chromiumVariable] === 'no' && needsChromium(file) ? ['Chromium'] : []),
]

const mentions = (file: string, word: string) =>
  [...withImports(file)].some((each) => parse(each).source.includes(word))

function withImports(file: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(file)) return found
  found.add(file)
  for (const imported of parse(file).imports) withImports(imported, found)
  return found
}

interface ParsedFile {
  readonly source: string
  readonly imports: readonly string[]
}

const parsedFiles = new Map<string, ParsedFile>()

/** Once for each file, because most of them are imported by hundreds of tests. */
function parse(file: string): ParsedFile {
  const known = parsedFiles.get(file)
  if (known !== undefined) return known
  const source = readFileSync(file, 'utf8')
  const imports = [...source.matchAll(/(?:from|import) '(\.{1,2}\/[^']+\.ts)'/g)]
    .map(([, specifier = '']) => resolve(dirname(file), specifier))
    .filter((imported) => existsSync(imported))
  const parsed = { source, imports }
  parsedFiles.set(file, parsed)
  return parsed
}
