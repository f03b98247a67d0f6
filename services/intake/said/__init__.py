"""What people said in contacts, their e-mails and their files, found by its words."""
