import { Outlet } from 'react-router'
import { BrandMark } from '../components/Icons'
import { Foot } from './Foot'

/** The frame of a page for people who have no account: nothing in it leads to what they may not see. */
export function GuestPage() {
  return (
    <>
      <header className="rd-header">
        <div className="rd-width rd-header__row">
          <p className="rd-brand">
            <span className="rd-brand__name">
              <BrandMark />
              Redress
            </span>
          </p>
        </div>
      </header>
      <main id="main" className="rd-width rd-main">
        <Outlet />
      </main>
      <Foot />
    </>
  )
}
