/** Resolves references as CloudFormation would: `<SitesTable.Arn>` for every reference to it, from any stack. */
import * as z from 'zod/mini'

const Outputs = z.record(
  z.string(),
  z.looseObject({ Value: z.unknown(), Export: z.optional(z.object({ Name: z.unknown() })) }),
)
const Template = z.looseObject({ Outputs: z.optional(Outputs) })

const Ref = z.strictObject({ Ref: z.string() })
const GetAtt = z.strictObject({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) })
const Join = z.strictObject({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) })
const Sub = z.strictObject({ 'Fn::Sub': z.string() })
const Import = z.strictObject({ 'Fn::ImportValue': z.string() })
const Output = z.strictObject({
  'Fn::GetStackOutput': z.looseObject({ StackName: z.string(), OutputName: z.string() }),
})

/** Returns a function that resolves any part of these templates. */
export function referenceResolver(templates: ReadonlyMap<string, unknown>): (value: unknown) => unknown {
  const outputs = new Map<string, unknown>()
  for (const [stack, template] of templates) {
    for (const [name, { Value: value, Export: exported }] of Object.entries(Template.parse(template).Outputs ?? {})) {
      outputs.set(`${stack} ${name}`, value)
      if (typeof exported?.Name === 'string') outputs.set(exported.Name, value)
    }
  }
  const outputOf = (name: string): unknown => {
    if (!outputs.has(name)) throw new Error(`No stack exports ${name}.`)
    return resolve(outputs.get(name))
  }
  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve)
    if (typeof value !== 'object' || value === null) return value
    const ref = Ref.safeParse(value).data
    if (ref) return `<${ref.Ref}>`
    const attribute = GetAtt.safeParse(value).data
    if (attribute) return `<${attribute['Fn::GetAtt'].join('.')}>`
    const join = Join.safeParse(value).data
    if (join) return join['Fn::Join'][1].map((part) => String(resolve(part))).join(join['Fn::Join'][0])
    const sub = Sub.safeParse(value).data
    if (sub) return sub['Fn::Sub'].replaceAll(/\$\{([\w:]+)\}/g, '<$1>')
    const imported = Import.safeParse(value).data
    if (imported) return outputOf(imported['Fn::ImportValue'])
    const output = Output.safeParse(value).data?.['Fn::GetStackOutput']
    if (output) return outputOf(`${output.StackName} ${output.OutputName}`)
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, resolve(part)]))
  }
  return resolve
}
