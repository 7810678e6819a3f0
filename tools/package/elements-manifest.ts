/**
 * Writes `custom-elements.json` from the types in widgets/elements-package.ts. Editors read it.
 * https://github.com/webcomponents/custom-elements-manifest
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { root } from './package-folder.ts'

const source = 'widgets/elements-package.ts'

/** The CSS custom properties that both elements read (docs/embedding.md). */
const cssProperties = [
  { name: '--secure-form-accent', syntax: '<color>', description: 'The colour of buttons, links and lines.' },
  {
    name: '--secure-form-radius',
    syntax: '<length>',
    description: 'The corners of buttons and fields, at most 24 px.',
  },
  { name: '--secure-form-font', description: 'A list of font families that the visitor’s device has.' },
]

const elements = [
  { tagName: 'secure-form', name: 'SecureForm', description: 'Shows the visitor’s form.', script: '/embed.js' },
  { tagName: 'secure-form-agent', name: 'SecureFormAgent', description: 'Shows the agent panel.', script: '/agent.js' },
] as const

interface Member {
  readonly name: string
  readonly description: string
  readonly type: string
}

/** Reads the members of an interface. A getter and its setter are one member. */
const membersOf = (file: ts.SourceFile, name: string): readonly Member[] => {
  const found = file.statements.filter(ts.isInterfaceDeclaration).find((each) => each.name.text === name)
  if (found === undefined) throw new Error(`${source} has no interface ${name}.`)
  return found.members
    .filter((member) => ts.isPropertySignature(member) || ts.isGetAccessorDeclaration(member))
    .map((member) => ({
      name: ts.isStringLiteral(member.name) ? member.name.text : member.name.getText(file),
      description: ts
        .getJSDocCommentsAndTags(member)
        .map(({ comment }) => (typeof comment === 'string' ? comment.replaceAll(/\s*\n\s*/g, ' ') : ''))
        .join(' '),
      type: member.type?.getText(file) ?? 'unknown',
    }))
}

/** Returns the content of the manifest. @throws {Error} if an interface is missing */
export const elementsManifest = () => {
  const text = readFileSync(join(root, source), 'utf8')
  const file = ts.createSourceFile(source, text, ts.ScriptTarget.ES2024, true)
  const declarations = elements.map(({ tagName, name, description, script }) => ({
    kind: 'class',
    customElement: true,
    tagName,
    name,
    description: `${description} The service's script \`${script}\` registers it. \`npx sealform embed-tags\` prints its tag.`,
    attributes: membersOf(file, `${name}Attributes`).map((each) => ({ ...each, type: { text: each.type } })),
    members: membersOf(file, `${name}Properties`).map((each) => ({
      kind: 'field',
      ...each,
      type: { text: each.type },
    })),
    events: membersOf(file, `${name}Events`).map((each) => ({ ...each, type: { text: each.type } })),
    cssProperties,
  }))
  const exports = elements.map(({ tagName, name }) => ({
    kind: 'custom-element-definition',
    name: tagName,
    declaration: { name },
  }))
  return {
    schemaVersion: '2.1.0',
    modules: [{ kind: 'javascript-module', path: 'elements.js', declarations, exports }],
  }
}
