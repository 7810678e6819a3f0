/** Reads the texts of a language file: a TypeScript file that exports `messages`. */
import ts from 'typescript'

/** A text that a translator translates. */
export interface MessageText {
  /** The keys that lead to the text, for example `errors.atMost.one`. */
  readonly id: string
  /** Names are in braces, for example `Sent to {site}`. A count of a plural is `#`. */
  readonly text: string
  /** The start and the end of the text's literal, or of the call of `plural`, in the source. */
  readonly start: number
  readonly end: number
  /** The plural category, if the text is one form of a call of `plural`. */
  readonly category?: string
}

export interface LanguageFile {
  readonly texts: readonly MessageText[]
  /** The statement `export const messages`, with the comment before it, and the place after the name. */
  readonly statement: { readonly commentStart: number; readonly start: number; readonly nameEnd: number }
  /** False if the type of `messages` follows from its value. */
  readonly isTyped: boolean
}

/** The message is written in a way that a translator cannot translate. */
const cannotTranslate = (id: string, reason: string): Error =>
  new Error(`The message ${id} cannot be exported: ${reason}.`)

/** Returns the text of a template with the names of its parameters in braces. */
const templateText = (id: string, { head, templateSpans }: ts.TemplateExpression): string =>
  head.text +
  templateSpans
    .map(({ expression, literal }) => {
      if (!ts.isIdentifier(expression)) throw cannotTranslate(id, 'its template contains more than names')
      return `{${expression.text}}${literal.text}`
    })
    .join('')

const isCompared = ({ parent }: ts.Node): boolean => ts.isBinaryExpression(parent)

/** Returns the literals of a text or of a function. A function can have several, for example for one and for many. */
const literalsOf = (id: string, node: ts.Node): readonly Omit<MessageText, 'id'>[] => {
  const place = { start: node.getStart(), end: node.getEnd() }
  if (ts.isTemplateExpression(node)) return [{ ...place, text: templateText(id, node) }]
  if (ts.isStringLiteralLike(node)) return isCompared(node) ? [] : [{ ...place, text: node.text }]
  return node.getChildren().flatMap((child) => literalsOf(id, child))
}

const nameOf = (id: string, name: ts.PropertyName): string => {
  if (ts.isIdentifier(name) || ts.isStringLiteral(name)) return name.text
  throw cannotTranslate(id, 'one of its keys is computed')
}

const isPluralCall = (node: ts.Node): node is ts.CallExpression =>
  ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'plural'

/** Returns the texts of `messages` in the order of the source. @throws {Error} for a message that cannot be translated */
export const readLanguageFile = (source: string): LanguageFile => {
  const file = ts.createSourceFile('messages.ts', source, ts.ScriptTarget.Latest, true)
  const statements = file.statements.filter(ts.isVariableStatement)
  const declarations = statements.flatMap((statement) => [...statement.declarationList.declarations])
  const declarationOf = (name: string) =>
    declarations.find((declaration) => ts.isIdentifier(declaration.name) && declaration.name.text === name)

  const textsOf = (id: string, node: ts.Node): readonly MessageText[] => {
    if (ts.isIdentifier(node)) return textsOf(id, declarationOf(node.text)?.initializer ?? ts.factory.createNull())
    if (isPluralCall(node)) return pluralTexts(id, node)
    if (ts.isObjectLiteralExpression(node)) return node.properties.flatMap((property) => propertyTexts(id, property))
    const literals = literalsOf(id, node)
    if (literals.length === 0) throw cannotTranslate(id, 'it contains no text')
    return literals.map((literal, index) => ({ ...literal, id: literals.length === 1 ? id : `${id}.${index + 1}` }))
  }
  const propertyTexts = (id: string, property: ts.ObjectLiteralElementLike): readonly MessageText[] => {
    const isPlain = ts.isPropertyAssignment(property) || ts.isShorthandPropertyAssignment(property)
    if (!isPlain) throw cannotTranslate(id, 'it contains more than keys with values')
    const key = nameOf(id, property.name)
    return textsOf(
      id === '' ? key : `${id}.${key}`,
      ts.isPropertyAssignment(property) ? property.initializer : property.name,
    )
  }
  const pluralTexts = (id: string, call: ts.CallExpression): readonly MessageText[] => {
    const forms = call.arguments[1]
    if (forms === undefined || !ts.isObjectLiteralExpression(forms)) throw cannotTranslate(id, 'plural() has no forms')
    const place = { start: call.getStart(), end: call.getEnd() }
    return textsOf(id, forms).map((text) => ({ ...text, ...place, category: text.id.slice(id.length + 1) }))
  }

  const messages = declarationOf('messages')
  const statement = statements.find(({ declarationList }) => declarationList === messages?.parent)
  if (messages?.initializer === undefined || statement === undefined) throw new Error('The file exports no messages.')
  return {
    texts: textsOf('', messages.initializer),
    statement: {
      commentStart: statement.getFullStart(),
      start: statement.getStart(),
      nameEnd: messages.name.getEnd(),
    },
    isTyped: messages.type !== undefined,
  }
}
