// full: needs WebKit
import { launchWebkit } from '../kit/browser/webkit.ts'
import { testPagesIn } from './pages-in-browser.ts'

testPagesIn(launchWebkit)
