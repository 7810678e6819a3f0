/** Writes the manifest of the package, whose dependencies are those that its code and its types import. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cloneManifest, dist } from './package-folder.ts'

/** Packages that a consumer installs if they use the part that needs them. */
export const peers = {
  'aws-cdk-lib': 'construct',
  constructs: 'construct',
  'aws-cdk': 'deploying',
  react: 'components',
} as const

const isPeer = (name: string): name is keyof typeof peers => Object.hasOwn(peers, name)

/** The packages that only the declarations import. */
const typesOnly = ['zod', '@hpke/core']

/**
 * The oldest Node that runs the commands: the local run imports `setDefaultCACertificates` of node:tls. `sealform/client` also runs
 * with Node 20, but `connectEvents` needs the WebSocket of Node 22.
 */
const node = '>=22.19'

/** @param imported the packages that the bundles import */
export const packageManifest = (imported: ReadonlySet<string>) => {
  const { version, description, license, keywords, dependencies, devDependencies } = cloneManifest()
  const needed = Object.entries(dependencies).filter(([name]) => imported.has(name) || typesOnly.includes(name))
  const caret = (name: string) => (name === 'react' ? '>=18' : `^${devDependencies[name] ?? dependencies[name]}`)
  const undeclared = [...imported].filter((name) => !isPeer(name) && !needed.some(([declared]) => declared === name))
  if (undeclared.length > 0) throw new Error(`The package imports ${undeclared.join(', ')} without declaring it.`)
  return {
    ...{ name: 'sealform', version, description, license, keywords },
    type: 'module',
    sideEffects: false,
    engines: { node },
    bin: { sealform: './sealform.js' },
    exports: {
      './cdk': { types: './types/lib/cdk-package.d.ts', default: './cdk.js' },
      './client': { types: './types/widgets/client-package.d.ts', default: './client.js' },
      './elements': { types: './types/widgets/elements-package.d.ts', default: './elements.js' },
      './elements/react': { types: './types/widgets/elements-react.d.ts', default: './elements-react.js' },
      './custom-elements.json': './custom-elements.json',
      './package.json': './package.json',
    },
    customElements: './custom-elements.json',
    dependencies: Object.fromEntries(needed),
    peerDependencies: Object.fromEntries(Object.keys(peers).map((name) => [name, caret(name)])),
    peerDependenciesMeta: Object.fromEntries(Object.keys(peers).map((name) => [name, { optional: true }])),
  }
}

export const writeManifest = (imported: ReadonlySet<string>): void =>
  writeFileSync(join(dist, 'package.json'), `${JSON.stringify(packageManifest(imported), undefined, 2)}\n`)
