// full: needs Firefox
import { launchFirefox } from '../kit/browser/firefox.ts'
import { testPagesIn } from './pages-in-browser.ts'

testPagesIn(launchFirefox)
