"""What follows an answer, on one case: the Ombudsman decides, what it recommended is done, a sum is paid."""

import pytest
from playwright.sync_api import expect

from tests.e2e.screen import Opener

pytestmark = pytest.mark.system


@pytest.mark.in_turn
def test_from_the_ombudsman_to_a_remedy_that_is_paid(window: Opener) -> None:
    officer = window(1280, 400)
    officer.sign_in("Complaints officer")
    page = officer.page
    officer.open_a_case()
    card = page.get_by_role("region", name="The Ombudsman", exact=True)
    card.get_by_role("button", name="It is with the Ombudsman").click()
    page.get_by_label("Their reference").fill("24 012 345")
    page.get_by_role("button", name="Record it", exact=True).click()
    expect(card).to_contain_text("24 012 345")
    card.get_by_role("button", name="It decided").click()
    page.get_by_label("Decision", exact=True).select_option("upheld")
    page.get_by_label("Their reason").select_option("fault_and_injustice")
    officer.check()
    page.get_by_role("button", name="Record the decision").click()
    expect(card).to_contain_text("Fault and injustice")
    card.get_by_role("button", name="Add an agreed remedy").click()
    page.get_by_label("What was agreed").fill("Apologise in writing")
    page.get_by_role("button", name="Record the remedy", exact=True).click()
    card.get_by_role("button", name="It is done").click()
    page.get_by_label("What shows it").fill("The letter")
    done = page.get_by_role("region", name="Done: Apologise in writing")
    done.get_by_role("button", name="It is done").click()
    expect(card).to_contain_text("All that was agreed is done")
    officer.check()

    owed = page.get_by_role("region", name="Putting it right")
    owed.get_by_role("button", name="Record a remedy").click()
    page.get_by_label("What puts it right").select_option("payment")
    page.get_by_label("How much, in pounds").fill("100")
    page.get_by_role("button", name="Record the remedy", exact=True).click()
    owed.get_by_role("button", name="A part was paid").click()
    page.get_by_role("button", name="Record the payment").click()
    expect(owed).to_contain_text("Done")
    owed.get_by_role("button", name="Put right").click()
    page.get_by_label("How you know").fill("It was meant for another case")
    officer.check()
    page.get_by_role("button", name="Put it right").click()
    expect(owed).to_contain_text("No date yet")
    officer.check()
