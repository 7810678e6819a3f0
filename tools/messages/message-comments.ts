/** Reads what `messages.ts` of a page says about each message, as advice for a translator. */
import ts from 'typescript'

const commentOf = (node: ts.Node): readonly string[] =>
  ts
    .getJSDocCommentsAndTags(node)
    .flatMap(({ comment }) => ts.getTextOfJSDocComment(comment) ?? [])
    .map((text) => text.replaceAll(/\s+/g, ' '))

/** Returns the comments of the interface `Messages` by the keys of the message, for example `start.oneBrowser`. */
export const messageComments = (source: string): ReadonlyMap<string, string> => {
  const file = ts.createSourceFile('messages.ts', source, ts.ScriptTarget.Latest, true)
  const interfaces = file.statements.filter(ts.isInterfaceDeclaration)
  const comments = new Map<string, string>()

  const readMember = (prefix: string, member: ts.TypeElement): void => {
    if (!ts.isPropertySignature(member) || !(ts.isIdentifier(member.name) || ts.isStringLiteral(member.name))) return
    const id = prefix + member.name.text
    for (const comment of commentOf(member)) comments.set(id, comment)
    if (member.type !== undefined) readType(`${id}.`, member.type)
  }
  const readType = (prefix: string, type: ts.TypeNode): void => {
    if (ts.isIntersectionTypeNode(type)) for (const part of type.types) readType(prefix, part)
    if (ts.isTypeLiteralNode(type)) for (const member of type.members) readMember(prefix, member)
    if (ts.isTypeReferenceNode(type)) readInterface(prefix, type.typeName.getText())
  }
  const readInterface = (prefix: string, name: string): void => {
    for (const { members } of interfaces.filter((each) => each.name.text === name))
      for (const member of members) readMember(prefix, member)
  }

  readInterface('', 'Messages')
  return comments
}
