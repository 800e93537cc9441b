"""What an agency files: folders, files and the report read from them."""
