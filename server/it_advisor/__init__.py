"""it-advisor: choose business IT systems with any AI tool."""
