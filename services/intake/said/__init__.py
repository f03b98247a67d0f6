"""What people said in contacts, their e-mails and the names of their files, found by its words."""
