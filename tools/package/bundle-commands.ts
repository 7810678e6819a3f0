/**
 * Bundles the construct and the commands for Node. The dependencies of `npm start` and the optional packages stay imports. All
 * others, such as the AWS clients of single commands, become part of the bundle.
 */
import { copyFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { isCommandName } from './package-commands.ts'
import { cloneManifest, dist, root } from './package-folder.ts'
import { peers } from './write-manifest.ts'

/** Source files that build something, and the files that return what the package contains in their place. */
const replacements: Readonly<Record<string, string>> = {
  'tools/project-folders.ts': 'tools/package/prebuilt-folders.ts',
  'lib/edge/pages/build-pages.ts': 'tools/package/prebuilt-parts.ts',
  'local/cached-pages.ts': 'tools/package/prebuilt-parts.ts',
  'local/brand/bundle-chat.ts': 'tools/package/prebuilt-parts.ts',
  'tools/cdk/bundles.ts': 'tools/package/prebuilt-parts.ts',
  'tools/packages/ensure-packages.ts': 'tools/package/prebuilt-parts.ts',
}

const usePrebuiltParts: Plugin = {
  name: 'uses-prebuilt-parts',
  setup({ onLoad }) {
    for (const [source, replacement] of Object.entries(replacements)) {
      const filter = new RegExp(`${source.replaceAll('/', '[\\\\/]').replaceAll('.', '[.]')}$`)
      onLoad({ filter }, () => ({
        contents: `export * from ${JSON.stringify(join(root, replacement))}`,
        resolveDir: root,
      }))
    }
  },
}

/** Replaces the npm scripts of a clone by the commands of the package, where the package has the command. */
export const withPackageCommands = (source: string): string =>
  source
    .replaceAll(/; call it with npm run --silent,\s+so that nothing else is printed/g, '')
    .replaceAll(
      /npm run (?:--silent )?(\$\{[^}]+\}|<command>|[a-z]+(?:[:-][a-z]+)*)(?: --(?= ))?/g,
      (script, name: string) => {
        const command = name.replace(/^([a-z]+):/, '$1-')
        return /^[$<]/.test(name) || isCommandName(command) ? `npx sealform ${command}` : script
      },
    )
    .replaceAll(
      /npm start(?: \[-- (--\w+)\]| --(?= ))?/g,
      (_, option: string | undefined) => `npx sealform start${option === undefined ? '' : ` [${option}]`}`,
    )

const nameCommandsOfPackage: Plugin = {
  name: 'names-commands-of-the-package',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/](bin|tools|local)[\\/][^?]*[.]ts$/ }, async ({ path }) => ({
      contents: withPackageCommands(await readFile(path, 'utf8')),
      loader: 'ts',
    }))
  },
}

/** Makes `require` available for the CommonJS packages in the bundle. */
const requireForCommonJs = [
  `import { createRequire as createRequireOfBundle } from 'node:module'`,
  'const require = createRequireOfBundle(import.meta.url)',
].join('\n')

/** Returns the packages that the bundles import. */
export const bundleCommands = async (): Promise<ReadonlySet<string>> => {
  const packages = [...Object.keys(cloneManifest().dependencies), ...Object.keys(peers)]
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { cdk: 'lib/cdk-package.ts', sealform: 'bin/sealform.ts', 'stage-app': 'bin/stage-app.ts' },
    outdir: dist,
    // All files are in one folder, so that `import.meta.dirname` is the folder of the prebuilt parts in each (lib/prebuilt.ts).
    chunkNames: 'chunk-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    external: packages.flatMap((name) => [name, `${name}/*`]),
    metafile: true,
    banner: { js: requireForCommonJs },
    legalComments: 'linked',
    plugins: [usePrebuiltParts, nameCommandsOfPackage],
    logLevel: 'error',
  })
  copyFileSync(join(root, 'tools/execution-policy/handler-permissions.json'), join(dist, 'handler-permissions.json'))
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports)
  const isImported = (name: string) => imports.some(({ path }) => path === name || path.startsWith(`${name}/`))
  return new Set(packages.filter(isImported))
}
