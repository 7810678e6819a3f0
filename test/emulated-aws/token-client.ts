#!/usr/bin/env node
/**
 * The command with which the end-to-end tests get tokens and sites of a deployed stage: asks the token server and
 * prints its reply.
 */
const [what = '', wanted] = process.argv.slice(2)
const body = JSON.stringify(wanted === undefined ? [what] : [what, JSON.parse(wanted)])
const response = await fetch(process.env.SEALFORM_DESK ?? '', { method: 'POST', body })
const said = await response.text()
if (!response.ok) throw new Error(said)
process.stdout.write(said)
