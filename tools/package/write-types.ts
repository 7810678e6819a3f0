/** Writes the declarations of the package. */
import { execFileSync } from 'node:child_process'
import { copyFileSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { protocol } from '../../contracts/protocol.ts'
import { protocolTypes, withDocumentedMethods, withFieldComments } from './describe-steps.ts'
import { dist, root } from './package-folder.ts'

const projects = ['tools/package/client.tsconfig.json', 'tools/package/cdk.tsconfig.json']

const entries = [
  ...['lib/cdk-package.d.ts', 'widgets/client-package.d.ts', 'widgets/elements-package.d.ts'],
  'widgets/elements-react.d.ts',
]

/** Throws if the declarations cannot be generated. The compiler then prints why. */
export const writeTypes = (): void => {
  const types = join(dist, 'types')
  for (const project of projects) {
    const compiler = join(root, 'node_modules/ts7/bin/tsc')
    const emit = ['--declaration', '--emitDeclarationOnly', '--noEmit', 'false', '--rootDir', root, '--outDir', types]
    execFileSync(process.execPath, [compiler, '-p', join(root, project), ...emit], { stdio: 'inherit' })
  }
  // The compiler does not copy a declaration file.
  copyFileSync(join(root, 'widgets/elements-react.d.ts'), join(types, 'widgets/elements-react.d.ts'))
  const files = globSync('**/*.d.ts', { cwd: types })
  for (const file of files) {
    const path = join(types, file)
    writeFileSync(path, withJavaScriptImports(readFileSync(path, 'utf8')))
  }
  writeFileSync(join(types, 'contracts/protocol.d.ts'), protocolTypes())
  const methods = join(types, 'widgets/client/method-types.d.ts')
  writeFileSync(methods, withDocumentedMethods(readFileSync(methods, 'utf8')))
  for (const name of Object.keys(protocol)) {
    const path = join(types, `contracts/steps/${name}.d.ts`)
    writeFileSync(path, withFieldComments(readFileSync(path, 'utf8'), name))
  }
  const used = reachableFrom(entries.map((entry) => join(types, entry)))
  for (const file of files) if (!used.has(join(types, file))) rmSync(join(types, file))
}

/** Renames the imports, because a consumer's compiler finds a declaration by the name of its JavaScript file. */
const withJavaScriptImports = (declared: string): string =>
  declared.replaceAll(/(['"])(\.{1,2}\/[^'"]+)\.ts\1/g, '$1$2.js$1')

/** Returns the declaration files that these files import, directly or indirectly. */
const reachableFrom = (files: readonly string[]): ReadonlySet<string> => {
  const found = new Set<string>()
  const add = (file: string): void => {
    if (found.has(file)) return
    found.add(file)
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(/['"](\.{1,2}\/[^'"]+)\.js['"]/g))
      add(resolve(dirname(file), `${path}.d.ts`))
  }
  for (const file of files) add(file)
  return found
}
