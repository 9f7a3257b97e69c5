"""What each kind of block gives to the draft of its page: a draft and a block in, whether the block was wanted out."""
