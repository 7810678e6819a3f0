/** Writes and reads XLIFF 1.2, the format that translation tools exchange. https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html */
import { parseXML, XmlNode } from '@aws-sdk/xml-builder'
import * as z from 'zod/mini'
import { UsageFailure } from '../usage-failure.ts'

export interface TranslationUnit {
  readonly id: string
  readonly source: string
  /** Undefined if the text is not translated yet. */
  readonly target?: string | undefined
  /** Advice for the translator. */
  readonly note?: string | undefined
}

export interface Translation {
  /** The English language file, from the root of the repository. */
  readonly original: string
  readonly locale: string
  readonly units: readonly TranslationUnit[]
}

const unitElement = ({ id, source, target, note }: TranslationUnit): XmlNode => {
  const unit = new XmlNode('trans-unit').addAttribute('id', id).addAttribute('xml:space', 'preserve')
  for (const [name, text] of Object.entries({ source, target, note }))
    if (text !== undefined) unit.addChildNode(XmlNode.of(name, text))
  return unit
}

export const xliffOf = ({ original, locale, units }: Translation): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="${original}" source-language="en" target-language="${locale}" datatype="plaintext">
<body>
${units.map((unit) => unitElement(unit).toString()).join('\n')}
</body>
</file>
</xliff>
`

/** The attributes of a text. The parser puts them beside its child elements, which are markup. */
const textAttributes = ['#text', 'state', 'state-qualifier', 'phase-name', 'equiv-trans', 'xml:lang', 'xml:space']

/** Returns markup as `<name/>`, so that the check of the texts refuses it. */
const Text = z.pipe(
  z.union([z.string(), z.looseObject({ '#text': z.optional(z.string()) })]),
  z.transform((text) => {
    if (typeof text === 'string') return text
    const markup = Object.keys(text).filter((name) => !textAttributes.includes(name))
    return (text['#text'] ?? '') + markup.map((name) => `<${name}/>`).join('')
  }),
)

const TransUnit = z.looseObject({ id: z.string(), source: Text, target: z.optional(Text) })

const Document = z.looseObject({
  xliff: z.looseObject({
    version: z.literal('1.2'),
    file: z.looseObject({
      original: z.string(),
      'target-language': z.string(),
      body: z.looseObject({
        'trans-unit': z.union([
          z.array(TransUnit),
          z.pipe(
            TransUnit,
            z.transform((unit) => [unit]),
          ),
        ]),
      }),
    }),
  }),
})

const parsed = (xml: string): unknown => {
  try {
    return parseXML(xml)
  } catch {
    return undefined
  }
}

/** @throws {UsageFailure} if the file is not XLIFF 1.2 with one `<file>` and units without groups */
export const readXliff = (xml: string): Translation => {
  const document = Document.safeParse(parsed(xml.replace(/^\ufeff/, '')))
  if (!document.success) throw new UsageFailure('The file is not XLIFF 1.2, as npm run messages -- export writes it.')
  const { original, 'target-language': locale, body } = document.data.xliff.file
  const units = body['trans-unit'].map(({ id, source, target }) => ({ id, source, target }))
  return { original, locale, units }
}
