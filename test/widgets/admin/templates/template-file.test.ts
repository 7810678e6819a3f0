import { expect, test } from 'vitest'
import { Template } from '../../../../contracts/template.ts'
import { cardPayment } from '../../../../lambdas/core/templates/shipped/card-payment.ts'
import { fileText, readFileText } from '../../../../widgets/admin/templates/template-file.ts'

const template = Template.parse({ ...cardPayment, version: 7 })

test('a file has the whole form without its version, and importing it gives the same form', () => {
  const { version: _, ...form } = template
  expect(JSON.parse(fileText(template))).toEqual(form)
  expect(readFileText(fileText(template))).toEqual({ form })
})

test('a reply of the service, which has a version, can be imported', () => {
  expect(readFileText(JSON.stringify(template))).toHaveProperty('form')
})

test.for(['', '{', '[]', '{"version":1}'])('%j is no form', (text) => {
  expect(readFileText(text)).toEqual({
    failed: 'This file can’t be imported. It is not a form that was exported as JSON.',
  })
})

test('a form with a mistake is not imported, and the sentence names the field', () => {
  expect(
    readFileText(JSON.stringify({ ...template, questions: [{ ...template.questions[0], type: 'colour' }] })),
  ).toEqual({ failed: 'This file can’t be imported. Check “questions.0.type” in the file.' })
})
