"""填报表.html: the tables to fill in as a page without a server; its modules are in script/, its look in look/."""
