"""The public site: pages and open data of reports that hold, to be put on any web server or opened from a folder."""
