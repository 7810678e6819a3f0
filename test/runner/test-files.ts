/** Lists the test files and what each one needs, and so which can run here. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '../..')

export interface SkippedFile {
  readonly file: string
  readonly why: string
}

/** Paths relative to the project root, sorted, with forward slashes on every system. */
export function testFiles(): readonly string[] {
  return globSync('test/**/*.test.ts', { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .sort()
}

export const needsServices = (file: string) => file.endsWith('.full.test.ts')

/** The reason in the first line of a full test: `// full: needs a Redis or Valkey server`. */
export function skipReason(file: string): string {
  const [firstLine = ''] = read(file).split('\n', 1)
  return firstLine.startsWith('// full:') ? firstLine.slice('// full:'.length).trim() : 'needs more than Node'
}

/** Whether the file, or a project file that it imports directly or indirectly, contains the word. */
export function mentions(file: string, word: string): boolean {
  return [...transitiveImports(file)].some((each) => read(each).includes(word))
}

export const needsBrowser = (file: string) => mentions(file, `from 'playwright-core'`)

function transitiveImports(file: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(file)) return found
  found.add(file)
  for (const [, specifier = ''] of read(file).matchAll(/(?:from|import) '(\.{1,2}\/[^']+)'/g)) {
    const imported = relative(root, resolve(root, dirname(file), specifier)).replaceAll('\\', '/')
    if (imported.endsWith('.ts') && existsSync(join(root, imported))) transitiveImports(imported, found)
  }
  return found
}

const read = (file: string) => readFileSync(join(root, file), 'utf8')
